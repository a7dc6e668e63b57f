namespace StencilJit.Build.Tests;

public class PackageTests
{
    [Fact]
    public void A_project_that_has_the_packages_needs_nothing_else()
    {
        using var feed = new TemporaryFolder();
        foreach (var package in new[] { "build/StencilJit.Build", "runtime/StencilJit.Runtime" })
            BuildRun.Dotnet(SetFolder.Root, "pack", package, "-m:1", "--no-build", "-c", SetFolder.Metadata("Configuration"), "-o", feed.Path).Succeeded();

        using var project = new ThrowawayProject("calc");
        project.Write("Directory.Build.props", "<Project />");
        project.Write("Directory.Build.targets", "<Project />");
        // A cache of its own: the machine's may hold another build of the same version.
        project.WriteProject(
            $"""
            <RestoreAdditionalProjectSources>{feed.Path}</RestoreAdditionalProjectSources>
            <RestorePackagesPath>{feed["cache"]}</RestorePackagesPath>
            """,
            """
            <PackageReference Include="StencilJit.Runtime" Version="*" />
            <PackageReference Include="StencilJit.Build" Version="*" PrivateAssets="all" />
            """);
        project.Build().Succeeded();
        Assert.Equal("calc 0", project.Dotnet("bin/Debug/net10.0/Sample.dll").Succeeded().Output.Trim());
        // The header lies in the package; its name in the lock must not say where that is.
        Assert.Contains("\ninput <stenciljit.h> ", File.ReadAllText(project["stencils/calc/locks/linux-x64.stencils"]));
    }
}
