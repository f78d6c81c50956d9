using System.Security.Cryptography;

namespace BackPainBot.Web;

/// <summary>Names the scripts and styles of one response in its Content-Security-Policy.</summary>
internal static class Nonce
{
    public static string Create() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
}
