using Microsoft.AspNetCore.StaticAssets;

namespace BackPainBot.Web;

/// <summary>
/// The fingerprinted URL of each file under wwwroot: <c>chat.css</c> is served for ever under <c>chat.3fq0.css</c>,
/// and a changed file gets another name.
/// </summary>
internal sealed class AssetUrls
{
    private readonly Dictionary<string, string> _fingerprinted;

    public AssetUrls(EndpointDataSource endpoints) =>
        _fingerprinted = endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            .Where(asset => asset.Selectors.Count == 0)
            .Select(asset => (File: asset.Properties.FirstOrDefault(property => property.Name == "label")?.Value, asset.Route))
            .Where(asset => asset.File is not null)
            .DistinctBy(asset => asset.File)
            .ToDictionary(asset => asset.File!, asset => asset.Route);

    /// <summary>Its URL from the site's root; under its plain name when the build gave it no fingerprint.</summary>
    public string this[string file] => "/" + _fingerprinted.GetValueOrDefault(file, file);

    public bool Has(string file) => _fingerprinted.ContainsKey(file);

    /// <summary>The JavaScript files in one folder of wwwroot.</summary>
    public IEnumerable<string> ModulesIn(string folder) => _fingerprinted.Keys.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".js", StringComparison.Ordinal));
}
