using StencilJit.Build.Tests;

namespace StencilJit.Packages.Tests;

/// <summary>The project in the readme of StencilJit.Build, in a folder that knows nothing of this repository.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalFeed feed;

    public Stranger(LocalFeed feed)
    {
        this.feed = feed;
        var readme = Repository.Read("build/StencilJit.Build/README.md");
        folder.Write("Orders.csproj", Markdown.Blocks(readme, "xml")[0]);
        folder.Write("stencils/rules/rules.c", Markdown.Blocks(readme, "c")[0]);
        folder.Write("Program.cs", Markdown.Blocks(readme, "csharp")[0]);
        Output = Markdown.Blocks(readme, "")[0];
        UseSources("<clear />");
    }

    /// <summary>No clang and no libLLVM, whatever is installed.</summary>
    public static IReadOnlyDictionary<string, string> NoCompiler { get; } = new Dictionary<string, string>
    {
        ["STENCILJIT_CLANG"] = "/nonexistent/clang",
        ["STENCILJIT_LIBLLVM"] = "/nonexistent/libLLVM.so",
    };

    /// <summary>What the readme says that the program prints.</summary>
    public string Output { get; }

    public string this[string name] => folder[name];

    /// <summary>Lets packages come from the machine's sources, too: those of the SDK that are not part of it.</summary>
    public Stranger WithMachineSources()
    {
        UseSources("");
        return this;
    }

    public void Edit(string file, string oldText, string newText)
    {
        var text = File.ReadAllText(folder[file]);
        Assert.Contains(oldText, text);
        folder.Write(file, text.Replace(oldText, newText));
        // Later than what was built from it, however coarse the file system's times are.
        File.SetLastWriteTimeUtc(folder[file], DateTime.UtcNow.AddMinutes(1));
    }

    public Dictionary<string, string> Snapshot(string name) => folder.Snapshot(name);

    public BuildRun Dotnet(params string[] arguments) => Dotnet(new Dictionary<string, string>(), arguments);

    public BuildRun Dotnet(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => BuildRun.Dotnet(folder.Path, new Dictionary<string, string>(environment) { ["NUGET_PACKAGES"] = feed.Cache }, arguments);

    /// <summary>Builds with a binary log.</summary>
    public BuildLog Build(params string[] arguments) => Build(new Dictionary<string, string>(), arguments);

    public BuildLog Build(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Dotnet(environment, ["build", "-bl:" + folder["build.binlog"], .. arguments]).Succeeded();
        return BuildLog.Read(folder["build.binlog"]);
    }

    /// <summary>Runs what was built.</summary>
    public string Run() => Dotnet("bin/Debug/net10.0/Orders.dll").Succeeded().Output;

    public void Dispose() => folder.Dispose();

    private void UseSources(string sources) => folder.Write("NuGet.config", feed.Sources(sources));
}
