namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>What the official suite says about which modules are valid.</summary>
public sealed class SpecValidationTests
{
    /// <summary>
    /// Messages that differ from the reference interpreter's because this decoder knows where a section or body ends and
    /// says so before it goes on into the next one.
    /// </summary>
    private static readonly Dictionary<string, string[]> s_otherMessages = new(StringComparer.Ordinal)
    {
        ["length out of bounds"] = ["unexpected end of section or function"],
        ["unexpected end of section or function"] = ["length out of bounds"],
        ["END opcode expected"] = ["unexpected end of section or function"],
        ["section size mismatch"] = ["unexpected end of section or function"],
        ["integer representation too long"] = ["unexpected end of section or function"],
    };

    /// <summary>
    /// Modules that are malformed and, before that, invalid: one pass comes to the invalid part first. In this one a count
    /// that is too small makes a block of an unknown type out of what follows.
    /// </summary>
    private static readonly HashSet<string> s_invalidBeforeMalformed = ["binary.wast:1816"];

    public static TheoryData<string?> Scripts =>
        SpecSuite.Found is { } suite ? [.. suite.CoreScripts] : [(string?)null];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Modules_of_a_script_are_accepted_and_refused_as_it_says(string? script)
    {
        var suite = SpecSuite.Found;
        Assert.SkipWhen(suite is null, SpecSuite.HowToGet);
        var commands = suite.Read(script!);
        var failures = commands.Commands.Select(command => Check(commands, command)).OfType<string>().ToArray();
        Assert.True(failures.Length == 0, string.Join('\n', failures));
    }

    [Fact]
    public void The_suite_is_complete_and_what_is_left_out_is_known()
    {
        var suite = SpecSuite.Found;
        Assert.SkipWhen(suite is null, SpecSuite.HowToGet);
        var core = suite.CoreScripts.Select(suite.Read).ToArray();
        var commands = core.SelectMany(script => script.Commands).ToArray();
        int Count(bool text, params SpecCommandKind[] kinds) =>
            commands.Count(command => kinds.Contains(command.Kind) && command.IsText == text);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{core.Length} scripts: {Count(false, SpecCommandKind.AssertMalformed)} malformed, "
            + $"{Count(false, SpecCommandKind.AssertInvalid)} invalid, "
            + $"{Count(false, SpecCommandKind.Module, SpecCommandKind.AssertUnlinkable, SpecCommandKind.AssertUninstantiable)} valid modules.\n"
            + $"Left out: {Count(true, SpecCommandKind.AssertMalformed)} modules in the text format, which is not read here, "
            + $"and {suite.VectorScripts.Count()} scripts for vectors.");
        Assert.Equal(90, core.Length);
        Assert.Equal(56, suite.VectorScripts.Count());
        Assert.Equal(736, Count(false, SpecCommandKind.AssertMalformed));
        Assert.Equal(1475, Count(false, SpecCommandKind.AssertInvalid));
    }

    private static string? Check(SpecScript script, SpecCommand command)
    {
        if (command.FileName is null || command.IsText)
            return null;
        var error = Refusal(script.ReadModule(command));
        return command.Kind switch
        {
            SpecCommandKind.AssertMalformed when s_invalidBeforeMalformed.Contains($"{script.Name}.wast:{command.Line}") =>
                error is null ? $"{script.Describe(command)}: was accepted" : null,
            SpecCommandKind.AssertMalformed => Compare<WasmFormatException>(script, command, error),
            SpecCommandKind.AssertInvalid => Compare<WasmValidationException>(script, command, error),
            _ => error is null ? null : $"{script.Describe(command)}: a valid module was refused: {error.Message}",
        };
    }

    private static WasmModuleException? Refusal(byte[] bytes)
    {
        try
        {
            Module.Decode(bytes).ValidateCode();
            return null;
        }
        catch (WasmModuleException error)
        {
            return error;
        }
    }

    private static string? Compare<TException>(SpecScript script, SpecCommand command, WasmModuleException? error)
        where TException : WasmModuleException
    {
        if (error is null)
            return $"{script.Describe(command)}: was accepted; expected \"{command.Text}\"";
        if (error is TException && IsSameMessage(command.Text!, error.Reason))
            return null;
        return $"{script.Describe(command)}: expected \"{command.Text}\" but got {error.GetType().Name}: {error.Message}";
    }

    private static bool IsSameMessage(string expected, string actual) =>
        actual.StartsWith(expected, StringComparison.Ordinal)
        || (s_otherMessages.TryGetValue(expected, out var others)
            && others.Any(other => actual.StartsWith(other, StringComparison.Ordinal)));
}
