using StencilJit.Build.Tests;

namespace StencilJit.Packages.Tests;

public class TemplateTests(LocalFeed feed)
{
    // No identifier of C#: a project may have such a name.
    private const string Name = "My-Machine";

    [Fact]
    public void A_project_from_the_template_builds_without_a_compiler_and_runs()
    {
        using var folder = new TemporaryFolder();
        Install(folder);
        Create(folder);
        folder.Write("NuGet.config", feed.Sources("<clear />"));
        var environment = new Dictionary<string, string>(Stranger.NoCompiler) { ["NUGET_PACKAGES"] = feed.Cache };

        BuildRun.Dotnet(folder.Path, environment, "build", Name).Succeeded();
        var readme = Repository.Read("build/StencilJit.Templates/README.md");
        Assert.Contains($"dotnet run --project MyMachine -- 20\n", readme);
        Assert.Equal(Markdown.Blocks(readme, "")[1], BuildRun.Dotnet(folder.Path, "run", "--no-build", "--project", Name, "--", "20").Succeeded().Output);
    }

    [Fact]
    public void The_template_is_published_as_a_native_program_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        Install(folder);
        Create(folder);
        Assert.DoesNotContain("PublishAot", File.ReadAllText(folder[$"{Name}/{Name}.csproj"]));
        Create(folder, "--aot", "--force");
        Assert.Contains("<PublishAot>true</PublishAot>", File.ReadAllText(folder[$"{Name}/{Name}.csproj"]));
        Assert.DoesNotContain("STENCILJIT_VERSION", File.ReadAllText(folder[$"{Name}/{Name}.csproj"]));
    }

    private void Install(TemporaryFolder folder)
        => New(folder, "install", Path.Combine(feed.Path, "StencilJit.Templates.0.1.0.nupkg"));

    private static void Create(TemporaryFolder folder, params string[] arguments) => New(folder, ["stenciljit-vm", "-o", Name, .. arguments]);

    // Templates of the machine's user stay as they are.
    private static void New(TemporaryFolder folder, params string[] arguments)
        => BuildRun.Dotnet(folder.Path, ["new", .. arguments, "--debug:custom-hive", folder["hive"]]).Succeeded();
}
