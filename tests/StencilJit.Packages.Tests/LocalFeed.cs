using StencilJit.Build.Tests;

[assembly: AssemblyFixture(typeof(StencilJit.Packages.Tests.LocalFeed))]

namespace StencilJit.Packages.Tests;

/// <summary>All packages of the repository, packed once for all tests.</summary>
public sealed class LocalFeed : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LocalFeed()
    {
        BuildRun.Dotnet(Repository.Root, "pack", "StencilJit.sln", "-m:1", "--no-build", "-c", Repository.Configuration, "-o", Path).Succeeded();
    }

    public string Path => folder["feed"];

    /// <summary>Where packages are unpacked: the machine's own cache may hold another build of the same version.</summary>
    public string Cache => folder["cache"];

    /// <summary>The text of a NuGet.config that names the feed.</summary>
    /// <param name="others">What it says of the other sources; empty to take the machine's.</param>
    public string Sources(string others) =>
        $"""
        <configuration>
          <packageSources>
            {others}
            <add key="feed" value="{Path}" />
          </packageSources>
        </configuration>
        """;

    public void Dispose() => folder.Dispose();
}
