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

    public void Dispose() => folder.Dispose();
}
