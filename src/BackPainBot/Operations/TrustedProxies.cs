using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace BackPainBot.Operations;

/// <summary>
/// Whose word is taken for a visitor's address. The limits count by address, so a bot that believed everybody could be told any address, and one that believes nobody
/// takes all visitors behind its proxy for one.
/// </summary>
internal sealed class TrustedProxies(IConfiguration configuration) : IValidateOptions<OperationsOptions>
{
    /// <summary>ASPNETCORE_FORWARDEDHEADERS_ENABLED, with which ASP.NET Core would believe everybody.</summary>
    private const string BelievesEverybody = "FORWARDEDHEADERS_ENABLED";

    public static void Configure(ForwardedHeadersOptions headers, IOptions<OperationsOptions> options)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // Every hop is checked, so their number need not be.
        headers.ForwardLimit = null;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in options.Value.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                headers.KnownProxies.Add(address);
            }
            else
            {
                headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    }

    public ValidateOptionsResult Validate(string? name, OperationsOptions options)
    {
        var wrong = options.TrustedProxies
            .Select((proxy, index) => (proxy, index))
            .Where(entry => !IPAddress.TryParse(entry.proxy, out _) && !System.Net.IPNetwork.TryParse(entry.proxy, out _))
            .Select(entry => $"{OperationsOptions.Section}:TrustedProxies:{entry.index} is '{entry.proxy}', which is neither an address nor a network: write it as 10.0.0.4 or 10.1.0.0/16.")
            .ToList();
        if (configuration.GetValue<bool>(BelievesEverybody))
        {
            wrong.Add("ASPNETCORE_FORWARDEDHEADERS_ENABLED lets everybody choose their own address; remove it and name your proxies in Operations:TrustedProxies.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
