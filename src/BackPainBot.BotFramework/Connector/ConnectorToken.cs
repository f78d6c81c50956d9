namespace BackPainBot.BotFramework.Connector;

/// <summary>The bearer token for calls to the connector; null for none (no app id, item 36).</summary>
/// <param name="forceRefresh">True after a 401: the cached token is no good.</param>
/// <param name="cancellation">Gives up.</param>
public delegate ValueTask<string?> ConnectorToken(bool forceRefresh, CancellationToken cancellation);
