using System.CommandLine;
using BackPainBot;
using BackPainBot.BotFramework;
using BackPainBot.Commands;
using BackPainBot.Operations;
using BackPainBot.Web;

// `BackPainBot` serves the bot; `BackPainBot ask ...`, `BackPainBot check` and the other commands work on the same knowledge folder.
var commandLine = new RootCommand("Answers questions about back pain from your articles, in Web Chat, the Emulator and Teams.")
{
    AskCommand.Create(),
    CheckCommand.Create(),
    EvaluateCommand.Create(),
    CalibrateCommand.Create(),
    TeamsPackageCommand.Create(),
    TranscriptCommand.Create(),
    ReportCommand.Create(),
};
// Settings such as --urls http://localhost:8080 pass through to the configuration; a misspelt command does not start a server.
commandLine.TreatUnmatchedTokensAsErrors = false;
commandLine.SetAction((arguments, cancellation) => arguments.UnmatchedTokens is [not ['-', ..] and var word, ..]
    ? throw new UsageException($"There is no command \"{word}\"; --help lists them.")
    : ServeAsync(cancellation));
return await Failure.ReportAsync(() => commandLine.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

async Task<int> ServeAsync(CancellationToken cancellation)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.WebHost.UseStaticWebAssets();
    builder.Services.AddBotFramework(builder.Configuration);
    builder.Services.AddBackPainBot(builder.Configuration);
    builder.Services.AddChatPage();
    builder.Services.AddOperations(builder.Configuration);

    await using var app = builder.Build();
    // Learning takes about as long as reading the articles: begun now, it is done when they are. What is wrong is said where the screen is needed.
    app.Services.GetRequiredService<WarmUp>();
    app.MapOperations();
    app.MapBotFramework();
    app.MapChatPage(app.Services.GetRequiredService<Func<ChatPageContent>>());
    app.AnnounceWhenStarted();
    await app.RunAsync(cancellation);
    return 0;
}
