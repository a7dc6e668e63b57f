using System.Text.Json;

namespace StencilJit.Build.Tests;

public class BuildStepTests
{
    // A set has a lock for each of the targets that projects compile for by default.
    private const int Targets = 6;
    private const string NoClang = "-p:StencilClang=/nonexistent/clang";

    [Fact]
    public void A_project_builds_its_sets_once_and_then_only_what_changed()
    {
        using var project = new ThrowawayProject("calc", "other");
        var output = project.Build().Succeeded().Output;
        Assert.Equal(2 * Targets, Count(output, "-> " + project["stencils"]));
        Assert.Equal("calc 0", project.Dotnet("bin/Debug/net10.0/Sample.dll").Succeeded().Output.Trim());

        // By the files' times, the task does not even start.
        Assert.Contains("Skipping target \"CompileStencils\"", project.Build("-v:n", NoClang).Succeeded().Output);

        // By their contents, it starts and compiles nothing.
        File.SetLastWriteTimeUtc(project["stencils/calc/calc.h"], DateTime.UtcNow.AddMinutes(1));
        output = project.Build("-v:n", NoClang).Succeeded().Output;
        Assert.DoesNotContain("Skipping target \"CompileStencils\"", output);
        Assert.Equal(0, Count(output, "-> " + project["stencils"]));

        File.AppendAllText(project["stencils/other/calc.h"], "/* more */\n");
        File.SetLastWriteTimeUtc(project["stencils/other/calc.h"], DateTime.UtcNow.AddMinutes(2));
        output = project.Build().Succeeded().Output;
        Assert.Equal(Targets, Count(output, "-> " + project["stencils/other"]));
        Assert.Equal(0, Count(output, "-> " + project["stencils/calc"]));
    }

    [Fact]
    public void A_fresh_clone_without_clang_builds_from_its_locks_until_a_source_changes()
    {
        using var project = new ThrowawayProject("calc");
        project.Build().Succeeded();
        Directory.Delete(project["obj"], recursive: true);
        project.Build(NoClang).Succeeded();

        File.AppendAllText(project["stencils/calc/calc.c"], "/* more */\n");
        File.SetLastWriteTimeUtc(project["stencils/calc/calc.c"], DateTime.UtcNow.AddMinutes(1));
        var locks = project.Snapshot("stencils/calc/locks");
        var output = project.Build(NoClang).Failed().Output;
        Assert.Contains($"{project["stencils/calc/locks/linux-x64.stencils"]} : error SJ3001: ", output);
        Assert.Contains("is stale (calc.c changed)", output);
        Assert.Contains($"dotnet build \"{project["Sample.csproj"]}\" -p:StencilLock=Update", output);
        Assert.Equal(locks, project.Snapshot("stencils/calc/locks"));
    }

    [Fact]
    public void Errors_in_C_and_damage_in_locks_have_their_place()
    {
        using var project = new ThrowawayProject("calc");
        project.Write("stencils/calc/calc.c", Sources.Set("calc").Replace("+ BIAS", "+ BIAZ"));
        Assert.Matches($@"calc\.c\(8,\d+\): error SJ1001: .*BIAZ", project.Build().Failed().Output);
        Assert.Empty(project.Snapshot("stencils/calc/locks"));

        project.Write("stencils/calc/calc.c", Sources.Set("calc"));
        project.Build().Succeeded();
        var path = project["stencils/calc/locks/linux-x64.stencils"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("integers r8:8", "integers r8:x"));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        Assert.Matches(@"linux-x64\.stencils\(8\): error SJ2001: a number expected, found 'x'", project.Build().Failed().Output);
    }

    [Fact]
    public void An_editor_gets_the_locks_as_they_are_and_nothing_is_compiled()
    {
        using var project = new ThrowawayProject("calc");
        project.Build().Succeeded();
        File.AppendAllText(project["stencils/calc/calc.c"], "/* more */\n");
        File.SetLastWriteTimeUtc(project["stencils/calc/calc.c"], DateTime.UtcNow.AddMinutes(1));
        var locks = project.Snapshot("stencils/calc/locks");
        var output = project.Dotnet("msbuild", "-t:GenerateMSBuildEditorConfigFile", "-p:DesignTimeBuild=true", "-getItem:AdditionalFiles").Succeeded().Output;
        var files = JsonDocument.Parse(output).RootElement.GetProperty("Items").GetProperty("AdditionalFiles").EnumerateArray()
            .Select(item => item.GetProperty("FullPath").GetString());
        Assert.Equal(locks.Keys.Select(file => project[file]).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.Equal(locks, project.Snapshot("stencils/calc/locks"));
    }

    [Fact]
    public void The_metadata_of_a_set_reach_the_generated_class()
    {
        using var project = new ThrowawayProject("calc");
        var text = File.ReadAllText(project["Sample.csproj"]);
        project.Write("Sample.csproj", text.Replace("stencils/*/*.c\"", "stencils/*/*.c\" Class=\"My.Ops\" Accessibility=\"public\" Targets=\"linux-x64\""));
        project.Write("Program.cs", "System.Console.WriteLine(typeof(My.Ops).IsPublic);\n");
        project.Build().Succeeded();
        Assert.Equal("True", project.Dotnet("bin/Debug/net10.0/Sample.dll").Succeeded().Output.Trim());
        Assert.Equal(["stencils/calc/locks/linux-x64.stencils"], project.Snapshot("stencils/calc/locks").Keys);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
