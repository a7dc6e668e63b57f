using StencilJit.Model;

namespace StencilJit.Build.Tests;

public class CompileStencilsTests
{
    private const string NoClang = "/nonexistent/clang";

    [Fact]
    public void A_new_set_gets_a_lock_a_target()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        Assert.Equal(["one/locks/linux-arm64.stencils", "one/locks/linux-x64.stencils"], folder.Locks("one").Keys.Order());
        var set = StencilLockReader.Read(folder.Locks("one")["one/locks/linux-x64.stencils"]);
        Assert.Equal(["<stenciljit.h>", "calc.h", "one.c"], set.Inputs.Select(input => input.Name));
    }

    [Fact]
    public void What_is_up_to_date_needs_no_clang()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        Assert.Empty(folder.Succeed(clang: NoClang).Messages);
        Assert.Empty(folder.Succeed("Locked", NoClang).Messages);
    }

    [Fact]
    public void Line_ends_that_version_control_changed_make_nothing_stale()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        foreach (var file in new[] { "one/one.c", "one/locks/linux-x64.stencils" })
            folder.Write(file, File.ReadAllText(folder[file]).ReplaceLineEndings("\r\n"));
        Assert.Empty(folder.Succeed(clang: NoClang).Messages);
    }

    [Fact]
    public void The_task_says_which_files_it_depends_on()
    {
        using var folder = new SetFolder().AddSet("one");
        Assert.Equal(
            new[] { folder["one/calc.h"], folder["one/one.c"], Path.Combine(SetFolder.Root, "stencils", "include", "stenciljit.h") }.Order(StringComparer.Ordinal),
            folder.Run("Auto", "").Inputs);
    }

    [Fact]
    public void What_became_of_each_stencil_is_told_once_with_its_targets()
    {
        using var folder = new SetFolder().AddSet("one");
        Assert.All(folder.Succeed().Messages, message => Assert.True(IsOfLock(message), message));
        folder.Write("one/calc.h", "#define BIAS 1\n");

        var changes = folder.Succeed("Update").Messages.Where(message => !IsOfLock(message));

        Assert.Equal(["  add rr>r: 4 -> 7 bytes (linux-x64)", "  add rr>r: 4 -> 8 bytes (linux-arm64)"], changes);
        Assert.All(folder.Succeed("Update").Messages, message => Assert.True(IsOfLock(message), message));
    }

    [Fact]
    public void A_lock_whose_base_has_changed_is_made_again_or_an_error_that_says_so()
    {
        using var folder = new SetFolder().AddSet("one", "linux-x64;win-x64");
        folder.Succeed();
        var locks = folder.Locks("one");
        Assert.Contains("\nbase linux-x64 ", locks["one/locks/win-x64.stencils"]);
        var other = StencilLockReader.Read(locks["one/locks/linux-x64.stencils"]) with { Compiler = "another" };
        folder.Write("one/locks/linux-x64.stencils", StencilLockWriter.Write(other));

        var error = Assert.Single(folder.Fail(clang: NoClang).Errors);
        Assert.Equal(("SJ3001", folder["one/locks/win-x64.stencils"]), (error.Code, error.File));
        Assert.Contains("was made beside another lock for linux-x64", error.Message);

        folder.Succeed();
        Assert.Empty(folder.Succeed("Locked", NoClang).Messages);
    }

    [Fact]
    public void Headers_in_other_folders_are_inputs_too()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Write("one/calc.h", "#include \"../shared/bias.h\"\n");
        folder.Write("shared/bias.h", Sources.Header);
        folder.Succeed();
        folder.Write("shared/bias.h", "#define BIAS 1\n");
        Assert.All(folder.Succeed().Messages.Where(IsOfLock), message => Assert.Contains("(../shared/bias.h changed;", message));
        File.Delete(folder["shared/bias.h"]);
        Assert.All(folder.Fail("Locked").Errors, error => Assert.Contains("(../shared/bias.h is gone)", error.Message));
    }

    [Theory]
    [InlineData("one/one.c", "one.c changed")]
    [InlineData("one/calc.h", "calc.h changed")]
    public void A_changed_input_makes_its_set_again_and_no_other(string file, string reason)
    {
        using var folder = new SetFolder().AddSet("one").AddSet("two");
        folder.Succeed();
        File.AppendAllText(folder[file], "/* more */\n");
        var messages = folder.Succeed().Messages;
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.StartsWith("one -> ", message));
        Assert.All(messages, message => Assert.Contains($"({reason};", message));
        Assert.Empty(folder.Succeed().Messages);
    }

    [Fact]
    public void Only_the_operations_that_an_edit_reaches_are_compiled_again()
    {
        using var folder = new SetFolder().AddSet("one");
        File.AppendAllText(folder["one/one.c"], "STENCIL(\"rr>r\") int64_t both(int64_t a, int64_t b) { return a & b; }\n");
        var before = folder.Succeed().Messages;
        Assert.All(before, message => Assert.Contains(" 4 of 4 operations compiled", message));

        folder.Write("one/one.c", File.ReadAllText(folder["one/one.c"]).Replace("a & b", "a | b"));
        Assert.All(folder.Succeed().Messages.Where(IsOfLock), message => Assert.Contains(" 1 of 4 operations compiled", message));
        var edited = folder.Locks("one");
        Assert.All(folder.Succeed("Update").Messages, message => Assert.Contains(" 4 of 4 operations compiled", message));
        Assert.Equal(edited, folder.Locks("one"));
    }

    [Fact]
    public void A_lock_that_came_from_elsewhere_is_not_mixed_with_what_was_kept()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        var path = folder["one/locks/linux-x64.stencils"];
        // A lock of the same operations, of other sources.
        File.WriteAllText(path, StencilLockWriter.Write(StencilLockReader.Read(File.ReadAllText(path)) with { Data = new byte[16] }));
        File.AppendAllText(folder["one/one.c"], "/* more */\n");
        var messages = folder.Succeed().Messages;
        Assert.Contains(messages, message => message.Contains("linux-arm64", StringComparison.Ordinal) && message.Contains(" 0 of 3 operations compiled", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("linux-x64", StringComparison.Ordinal) && message.Contains(" 3 of 3 operations compiled", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_joins_or_leaves_a_set_makes_it_again()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        var more = folder.Write("one/more.c", "#include \"stenciljit.h\"\nSTENCIL(\"r>r\") int64_t same(int64_t a) { return a; }\n");
        folder.AddItem(more, "one");
        Assert.All(folder.Succeed().Messages.Where(IsOfLock), message => Assert.Contains("(more.c was added;", message));
        folder.RemoveItem(more);
        Assert.Equal(2, folder.Succeed().Messages.Count(IsOfLock));
    }

    [Fact]
    public void A_stale_lock_without_clang_is_an_error_that_says_what_to_do_and_leaves_it_alone()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        File.AppendAllText(folder["one/one.c"], "/* more */\n");
        var before = folder.Locks("one");
        var errors = folder.Fail(clang: NoClang).Errors;
        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.Equal("SJ3001", error.Code));
        var x64 = errors.Single(error => error.File == folder["one/locks/linux-x64.stencils"]);
        Assert.Contains("'one' for linux-x64 is stale (one.c changed)", x64.Message);
        Assert.Contains(NoClang, x64.Message);
        Assert.Contains("dotnet build \"/app/app.csproj\" -p:StencilLock=Update", x64.Message);
        Assert.Equal(before, folder.Locks("one"));
    }

    [Fact]
    public void A_missing_lock_without_clang_is_an_error()
    {
        using var folder = new SetFolder().AddSet("one");
        Assert.Contains("there is none yet", folder.Fail(clang: NoClang).Errors[0].Message);
    }

    [Fact]
    public void Locked_refuses_a_stale_lock_even_where_clang_is()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        File.AppendAllText(folder["one/calc.h"], "/* more */\n");
        var before = folder.Locks("one");
        Assert.All(folder.Fail("Locked").Errors, error => Assert.Equal("SJ3002", error.Code));
        Assert.Equal(before, folder.Locks("one"));
    }

    [Fact]
    public void Update_makes_everything_again_to_the_same_bytes()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        var before = folder.Locks("one");
        Assert.Equal(2, folder.Succeed("Update").Messages.Count);
        Assert.Equal(before, folder.Locks("one"));
    }

    [Fact]
    public void A_damaged_lock_is_an_error_at_its_line_until_it_is_updated()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        var path = folder["one/locks/linux-x64.stencils"];
        var good = File.ReadAllText(path);
        File.WriteAllText(path, good.Replace("\nslots ", "\n<<<<<<< ours\nslots "));
        var error = Assert.Single(folder.Fail().Errors);
        Assert.Equal("SJ2001", error.Code);
        Assert.Equal(path, error.File);
        Assert.Equal(good[..good.IndexOf("slots ", StringComparison.Ordinal)].Count(c => c == '\n') + 1, error.LineNumber);
        folder.Succeed("Update");
        Assert.Equal(good, File.ReadAllText(path));
    }

    [Fact]
    public void An_error_in_C_is_reported_once_at_its_place_and_writes_nothing()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.Succeed();
        var before = folder.Locks("one");
        folder.Write("one/one.c", Sources.Set("one").Replace("+ BIAS", "+ BIAZ"));
        var error = Assert.Single(folder.Fail().Errors);
        Assert.Equal(folder["one/one.c"], error.File);
        Assert.Equal(8, error.LineNumber);
        Assert.True(error.ColumnNumber > 1);
        Assert.Contains("BIAZ", error.Message);
        Assert.Equal(before, folder.Locks("one"));
    }

    [Fact]
    public void Two_builds_at_once_make_a_set_once()
    {
        using var folder = new SetFolder().AddSet("one");
        var engines = new RecordingEngine[4];
        Parallel.For(0, engines.Length, i => engines[i] = folder.Run("Auto", "").Engine);
        Assert.Empty(engines.SelectMany(engine => engine.Errors));
        Assert.Equal(2, engines.Sum(engine => engine.Messages.Count));
    }

    [Fact]
    public void An_unknown_target_is_refused_with_those_that_are_known()
    {
        using var folder = new SetFolder();
        folder.AddItem(folder.Write("one/one.c", Sources.Set("one")), "one", "linux-x64;linux-z80");
        AssertError(folder, "SJ3003", "'linux-z80' in Targets of stencil set 'one' is no target");
        AssertError(folder, "SJ3003", "known are linux-arm64, linux-x64, osx-arm64, osx-x64, win-arm64, win-x64");
    }

    [Fact]
    public void A_set_in_two_folders_is_refused()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.AddItem(folder.Write("other/more.c", ""), "one");
        AssertError(folder, "SJ3004", "'one' lies in two folders");
    }

    [Fact]
    public void Two_sets_in_a_folder_are_refused()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.AddItem(folder.Write("one/more.c", ""), "two");
        AssertError(folder, "SJ3004", "'one' and 'two' share the folder");
    }

    [Fact]
    public void Metadata_that_differs_within_a_set_is_refused()
    {
        using var folder = new SetFolder().AddSet("one");
        folder.AddItem(folder.Write("one/more.c", ""), "one", className: "My.Ops");
        AssertError(folder, "SJ3004", "differ in Class, Accessibility or Targets");
    }

    [Fact]
    public void A_source_that_does_not_exist_is_refused()
    {
        using var folder = new SetFolder();
        folder.AddItem(folder["one/none.c"], "one");
        AssertError(folder, "SJ3005", "none.c' of stencil set 'one' does not exist");
    }

    [Fact]
    public void An_unknown_mode_is_refused_with_those_that_are_known()
    {
        using var folder = new SetFolder().AddSet("one");
        var error = Assert.Single(folder.Fail("Maybe").Errors);
        Assert.Equal("SJ3006", error.Code);
        Assert.Contains("Auto, Locked, Update", error.Message);
    }

    // Others tell of stencils, and begin with blanks.
    private static bool IsOfLock(string message) => !message.StartsWith(' ');

    private static void AssertError(SetFolder folder, string code, string message)
    {
        var error = Assert.Single(folder.Fail().Errors);
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message);
    }
}
