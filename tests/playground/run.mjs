// Lets the Microsoft 365 Agents Playground and offline-directline talk to the bot, in personal, group and channel scope, and reports what came back.
//   node tests/playground/run.mjs [--screens <folder>]
// Needs Node.js 20 and the built bot (`dotnet build`). Both clients are installed into a temporary folder. With --screens, and Chromium in CHROMIUM_PATH
// or at /usr/bin/chromium, the Playground's page is photographed after each scope.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const screens = process.argv.includes('--screens') ? resolve(process.argv[process.argv.indexOf('--screens') + 1]) : null;
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const temp = mkdtempSync(join(tmpdir(), 'backpainbot-playground-'));
const started = [];
const calls = []; // every call between client and bot, both ways, as the recorder saw it
let failures = 0;

const packages = ['@microsoft/m365agentsplayground@0.2.28', 'offline-directline@1.3.1', ...(screens ? ['playwright-core@1'] : [])];

try {
  install();
  const [botPort, playgroundPort, recorderPort, directLinePort] = await freePorts(4);
  start('dotnet', [join(root, 'src/BackPainBot/bin/Debug/net10.0/BackPainBot.dll'), '--urls', `http://127.0.0.1:${botPort}`, '--Storage:Folder', join(temp, 'data')]);
  await listening(botPort);
  record(recorderPort, botPort, playgroundPort);
  await playground(playgroundPort, recorderPort);
  await offlineDirectLine(directLinePort, botPort);
} catch (error) {
  failures++;
  console.error(error);
} finally {
  for (const child of started) child.kill();
}
await sleep(500);
rmSync(temp, { recursive: true, force: true });
console.log(failures === 0 ? '\nEverything came back as it should.' : `\n${failures} checks failed.`);
process.exit(failures === 0 ? 0 : 1);

async function playground(port, recorder) {
  start(process.execPath, [
    join(temp, 'node_modules/@microsoft/m365agentsplayground/cli.js'), 'start', '--dt', '-p', `${port}`,
    '-e', `http://localhost:${recorder}/api/messages`, '--service-url', `http://localhost:${recorder}/_connector`,
  ], { BROWSER: 'none' });
  await listening(port);
  const at = `http://localhost:${port}`;
  const { config } = await persistently(async () => (await fetch(`${at}/_internal/v1/config`)).json());
  const page = await open(at);
  const bot = `<at>${config.bot.name}</at>`;
  const mentions = [{ mentioned: { id: config.bot.id }, text: bot }];

  for (const [scope, conversation] of [['personal', config.personalChat.id], ['group', config.groupChats[0].id], ['channel', config.teams[0].channels[1].id]]) {
    console.log(`\n== Playground, ${scope}`);
    await show(page, scope);
    const grouped = scope !== 'personal';
    let thread = conversation; // in a channel, the bot's answer opens one
    const say = text => post(`${at}/_conversation/v1/conversations/${encodeURIComponent(thread)}/messages`,
      { from: { id: config.currentUser.id }, text: grouped ? `${bot} ${text}` : text, textFormat: 'plain', ...(grouped && { mentions }) });

    const [answer] = await turn('question', () => say('why do discs wear out?'));
    thread = answer?.conversation.id ?? conversation;
    check('a passage with its number and its source', answer?.text.includes('[1]') && answer.entities?.[0].citation?.length > 0);
    check('the source is no link definition', !/^\[1\]:/m.test(answer?.text ?? ''));
    check(grouped ? 'no buttons' : '1 to 3 buttons', grouped ? !answer?.suggestedActions : answer?.suggestedActions?.actions.length >= 1 && answer.suggestedActions.actions.length <= 3);
    const chip = answer?.suggestedActions?.actions[0].value ?? 'More';
    check('the chip brings an answer', (await turn(`chip "${chip}"`, () => say(chip)))[0]?.text.length > 0);
    check('an emergency brings the notice', (await turn('emergency', () => say('I cannot feel my groin when I wipe')))[0]?.text.includes('911'));
    if (grouped) {
      const silent = await turn('a message without a mention', () => post(`${at}/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`,
        { from: { id: config.currentUser.id }, text: 'why do discs wear out?', textFormat: 'plain' }), 1500);
      check('the bot stays silent', silent.length === 0);
    }

    const about = { from: { id: config.currentUser.id }, conversation: { id: thread }, replyToId: calls.findLast(call => call.id)?.id };
    const submitted = await turn('card, Action.Submit', () => post(`${at}/_conversation/v1/submit`, { ...about, value: { text: 'what is a slipped disc?' } }));
    check('what the card submits is answered', submitted[0]?.text.includes('[1]'));
    const pressed = await turn('card, Action.Execute', () => post(`${at}/_conversation/v1/invoke`,
      { ...about, name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'ask', data: { text: 'what is a slipped disc?' } } } }));
    check('what the card executes is answered', pressed[0]?.text.includes('[1]'));
    check('the card is told so', lastInvoke()?.status === 200 && tryJson(lastInvoke().answer)?.statusCode === 200);
    await turn('feedback', () => post(`${at}/_internal/v1/customActivities`, {
      type: 'invoke', name: 'message/submitAction', channelId: 'msteams', id: crypto.randomUUID(), serviceUrl: `http://localhost:${recorder}/_connector`,
      from: about.from, recipient: config.bot, conversation: about.conversation, replyToId: about.replyToId,
      value: { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{"feedbackText":"clear"}' } },
    }), 700);
    check('the thumb gets 200 and an empty body', lastInvoke()?.body.name === 'message/submitAction' && lastInvoke().status === 200 && lastInvoke().answer === '');
    await photograph(page, scope);
  }
  await page?.context().browser().close();
}

async function offlineDirectLine(port, botPort) {
  console.log('\n== offline-directline');
  start(process.execPath, [join(temp, 'node_modules/offline-directline/dist/cmdutil.js'), '-d', `${port}`, '-b', `http://127.0.0.1:${botPort}/api/messages`]);
  await listening(port);
  const at = `http://127.0.0.1:${port}/directline/conversations`;
  const { conversationId } = await (await fetch(at, { method: 'POST' })).json();
  await post(`${at}/${conversationId}/activities`, { type: 'message', text: 'why do discs wear out?', from: { id: 'user' } });
  const { activities } = await (await fetch(`${at}/${conversationId}/activities`)).json();
  for (const activity of activities) console.log(`   ${activity.from?.name ?? activity.from?.id}: ${short(activity.text)}`);
  check('the question is answered with a numbered passage', activities.some(activity => activity.text?.includes('[1]: http')));
}

/** Does something and returns what the bot sent to the Playground's connector meanwhile. */
async function turn(what, act, patience = 5000) {
  const before = calls.length;
  const response = await act();
  if (!response.ok) console.log(`   (the Playground itself said ${response.status}: ${short(await response.text())})`);
  for (let waited = 0; waited < patience && !sent(before).length; waited += 50) await sleep(50);
  await sleep(200);
  console.log(`   ${what}: ${sent(before).map(activity => short(activity.text)).join(' | ') || 'no message'}`);
  for (const call of calls.slice(before)) if (call.status >= 400) console.log(`     ${call.method} ${call.path} -> ${call.status} ${short(call.answer)}`);
  return sent(before);
}

function sent(after) {
  return calls.slice(after).filter(call => call.path.startsWith('/_connector') && call.method === 'POST').map(call => call.body);
}

function lastInvoke() {
  return calls.findLast(call => call.body?.type === 'invoke');
}

/** Stands between the two: /api/messages goes on to the bot, everything else to the Playground. */
function record(port, botPort, playgroundPort) {
  http.createServer(async (request, response) => {
    const body = await all(request);
    const target = request.url.startsWith('/api/messages') ? botPort : playgroundPort;
    const call = { method: request.method, path: request.url, body: body.length ? JSON.parse(body) : null };
    const onward = http.request({ host: target === botPort ? '127.0.0.1' : 'localhost', port: target, path: request.url, method: request.method, headers: request.headers }, async answer => {
      const bytes = await all(answer);
      call.status = answer.statusCode;
      call.answer = bytes.toString();
      call.id = call.path.startsWith('/_connector') ? tryJson(call.answer)?.id : undefined;
      calls.push(call);
      response.writeHead(answer.statusCode, answer.headers).end(bytes);
    });
    onward.on('error', () => response.writeHead(502).end());
    onward.end(body);
  }).listen(port, 'localhost').unref();
}

async function open(address) {
  if (!screens || !existsSync(chromium)) return null;
  mkdirSync(screens, { recursive: true });
  const browser = await createRequire(join(temp, 'x.js'))('playwright-core').chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address);
  await page.waitForTimeout(3000);
  return page;
}

async function show(page, scope) {
  if (!page) return;
  await page.getByText({ personal: 'Personal Chat', group: 'Group Chat', channel: 'Announcements' }[scope], { exact: true }).first().click();
  await page.waitForTimeout(1000);
}

async function photograph(page, scope) {
  if (!page) return;
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join(screens, `playground-${scope}.png`) });
}

function install() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['install', '--prefix', temp, '--no-audit', '--no-fund', ...packages], { encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error(`npm could not install ${packages.join(', ')}:\n${done.stderr}`);
  for (const name of packages.map(one => one.replace(/(?<=.)@.*$/, '')))
    console.log(`${name} ${JSON.parse(readFileSync(join(temp, 'node_modules', name, 'package.json'))).version}`);
}

function start(command, args, environment = {}) {
  const child = spawn(command, args, { cwd: temp, stdio: ['ignore', process.env.VERBOSE ? 'inherit' : 'ignore', 'inherit'], env: { ...process.env, ...environment } });
  started.push(child);
}

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise(done => {
    const server = net.createServer().listen(0, '127.0.0.1', () => done(server));
  })));
  const ports = servers.map(server => server.address().port);
  await Promise.all(servers.map(server => new Promise(done => server.close(done))));
  return ports;
}

async function listening(port) {
  for (let tries = 0; tries < 300; tries++) {
    const open = await new Promise(done => {
      const socket = net.connect({ port, host: 'localhost' }, () => { socket.destroy(); done(true); });
      socket.on('error', () => done(false));
    });
    if (open) return;
    await sleep(100);
  }
  throw new Error(`Nothing listens on port ${port} after 30 s.`);
}

function post(url, body) {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

function check(what, holds) {
  console.log(`   ${holds ? 'ok    ' : 'FAILED'} ${what}`);
  if (!holds) failures++;
}

function short(text) {
  const line = `${text ?? ''}`.replace(/\s+/g, ' ');
  return line.length > 110 ? `${line.slice(0, 110)}…` : line;
}

/** The Playground opens its port a little before it can answer. */
async function persistently(act) {
  for (let tries = 1; ; tries++) {
    try { return await act(); } catch (error) { if (tries === 5) throw error; }
    await sleep(1000);
  }
}

async function all(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tryJson(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

function sleep(milliseconds) {
  return new Promise(done => setTimeout(done, milliseconds));
}
