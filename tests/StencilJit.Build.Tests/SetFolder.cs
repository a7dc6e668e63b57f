using System.Reflection;
using Microsoft.Build.Utilities;

namespace StencilJit.Build.Tests;

/// <summary>A folder with stencil sets, and the task that builds them, without MSBuild around it.</summary>
internal sealed class SetFolder : IDisposable
{
    private const string LinuxTargets = "linux-x64;linux-arm64";

    private readonly TemporaryFolder folder = new();
    private readonly List<TaskItem> items = [];

    public string this[string name] => folder[name];

    public static string Root => Metadata("Root");

    public static string Metadata(string key) => typeof(SetFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    public string Write(string name, string text) => folder.Write(name, text);

    public Dictionary<string, string> Locks(string set) => folder.Snapshot(Path.Combine(set, "locks"));

    /// <summary>Adds a set of one C file and one header.</summary>
    public SetFolder AddSet(string name, string targets = LinuxTargets)
    {
        Write($"{name}/calc.h", Sources.Header);
        return AddItem(Write($"{name}/{name}.c", Sources.Set(name)), name, targets);
    }

    public SetFolder AddItem(string path, string set, string targets = LinuxTargets, string className = "")
    {
        var item = new TaskItem(path);
        item.SetMetadata("Set", set);
        item.SetMetadata("Class", className);
        item.SetMetadata("Accessibility", "internal");
        item.SetMetadata("Targets", targets);
        items.Add(item);
        return this;
    }

    public SetFolder RemoveItem(string path)
    {
        items.RemoveAll(item => item.ItemSpec == path);
        return this;
    }

    /// <summary>Runs the task; it must succeed.</summary>
    public RecordingEngine Succeed(string mode = "Auto", string clang = "")
    {
        var (ok, engine, _) = Run(mode, clang);
        Assert.Empty(engine.Errors.Select(error => $"{error.Code} {error.File}({error.LineNumber}): {error.Message}"));
        Assert.True(ok);
        return engine;
    }

    /// <summary>Runs the task; it must fail.</summary>
    public RecordingEngine Fail(string mode = "Auto", string clang = "")
    {
        var (ok, engine, _) = Run(mode, clang);
        Assert.False(ok);
        return engine;
    }

    public (bool Ok, RecordingEngine Engine, string[] Inputs) Run(string mode, string clang)
    {
        var engine = new RecordingEngine();
        using var task = NewTask(engine, mode, clang);
        return (task.Execute(), engine, task.Inputs);
    }

    public CompileStencils NewTask(RecordingEngine engine, string mode, string clang) => new()
    {
        BuildEngine = engine,
        Sources = [.. items],
        IncludeDirectories = [Path.Combine(Root, "stencils", "include")],
        Mode = mode,
        Clang = clang,
        StateFolder = folder["obj"],
        Project = "/app/app.csproj",
    };

    public void Dispose() => folder.Dispose();
}
