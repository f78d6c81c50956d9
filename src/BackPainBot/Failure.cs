using System.Net.Sockets;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Safety;
using BackPainBot.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BackPainBot;

/// <summary>What keeps the program from starting, as one clear sentence instead of a stack trace.</summary>
internal static class Failure
{
    /// <summary>Runs the program; exit code 1 with the sentence for what its owner can mend. Anything else is a bug and shows its trace.</summary>
    public static async Task<int> ReportAsync(Func<Task<int>> program)
    {
        try
        {
            return await program();
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static string? Sentence(Exception failure) => failure switch
    {
        UsageException or KnowledgeException or ScriptException or RedFlagsException or StorageException => failure.Message,
        OptionsValidationException wrong => string.Join(Environment.NewLine, wrong.Failures.Select(OwnSentence)),
        IOException { InnerException: AddressInUseException } occupied => $"{occupied.Message.TrimEnd('.')}: another program listens there; stop it or choose another address with --urls http://localhost:3979.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This address may not be listened on; choose a port above 1023 with --urls http://localhost:3979.",
        _ => null,
    };

    /// <summary>Data annotations put the options' own sentence behind names that no owner knows.</summary>
    private static string OwnSentence(string failure)
    {
        const string Before = "with the error: '";
        var start = failure.IndexOf(Before, StringComparison.Ordinal);
        return start < 0 ? failure : failure[(start + Before.Length)..].TrimEnd('\'', '.') + ".";
    }
}

/// <summary>The command line asks for something that cannot be done; the message is one sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
