using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.BotFramework.Limits;

/// <summary>Who a request is counted against.</summary>
internal static class CallerAddress
{
    /// <summary>The caller's address; of an IPv6 one its first 64 bits, since whoever has one such address has 2^64 of them.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
