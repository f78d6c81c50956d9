using System.Security.Cryptography;
using System.Text;

namespace BackPainBot.Knowledge.Reading;

/// <summary>Names a text by its content: the first 16 hex digits of its SHA-256.</summary>
public static class ContentHash
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
}
