using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace BackPainBot.Operations;

/// <summary>Section Operations: how the bot fits into its surroundings.</summary>
internal sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>How long a stopping bot waits for turns that run, 1 second to 10 minutes. The default leaves room for a turn and its delivery at their own limits.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Operations:ShutdownTimeout must be between 00:00:01 and 00:10:00.")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Addresses (10.0.0.4) or networks (10.1.0.0/16) of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Default: none.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Where metrics, traces and the log are sent, such as http://localhost:4317. Empty: nowhere.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>What the endpoint speaks.</summary>
    [EnumDataType(typeof(OtlpExportProtocol), ErrorMessage = "Operations:OtlpProtocol must be Grpc or HttpProtobuf.")]
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;
}
