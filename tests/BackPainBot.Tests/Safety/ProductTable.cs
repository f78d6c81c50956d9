using BackPainBot.Safety;

namespace BackPainBot.Tests.Safety;

/// <summary>The product's own red-flags.yaml, loaded once for all tests.</summary>
internal static class ProductTable
{
    public static string Root { get; } = FindRoot();

    public static string Path { get; } = System.IO.Path.Combine(Root, "knowledge", "red-flags.yaml");

    public static SafetyScreen Screen { get; } = SafetyScreen.Load(System.IO.Path.GetDirectoryName(Path)!, Learned.Folder);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "BackPainBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository, beside BackPainBot.sln.");
    }
}
