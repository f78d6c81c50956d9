using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BackPainBot.Tests.Storage;

/// <summary>A way to a server that can break off after the server has got a command and before its answer comes through.</summary>
internal sealed class LossyLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private volatile string? _command;

    public LossyLine(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Breaks off once, when a command with these characters in it has reached the server.</summary>
    public void LoseAnswerTo(string command) => _command = command;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _ending.Token);
            var muted = new StrongBox();
            await Task.WhenAny(CommandsAsync(client, server, muted), AnswersAsync(server, client, muted));
        }
    }

    private async Task CommandsAsync(TcpClient client, TcpClient server, StrongBox muted) => await PumpAsync(client, server, bytes =>
    {
        if (_command is { } command && Encoding.UTF8.GetString(bytes.Span).Contains(command, StringComparison.Ordinal))
        {
            _command = null;
            muted.Value = true;
        }

        return true;
    });

    private async Task AnswersAsync(TcpClient server, TcpClient client, StrongBox muted) => await PumpAsync(server, client, _ =>
    {
        Lost += muted.Value ? 1 : 0;
        return !muted.Value;
    });

    private async Task PumpAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, bool> passes)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _ending.Token) is > 0 and var count && passes(buffer.AsMemory(0, count)))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _ending.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other end is gone, and so is this one.
        }
    }

    private sealed class StrongBox
    {
        public volatile bool Value;
    }
}
