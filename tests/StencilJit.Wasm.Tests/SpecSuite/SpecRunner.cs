namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>Carries out the commands of a script, as far as they run code.</summary>
internal sealed class SpecRunner : IDisposable
{
    private readonly Engine _engine;
    private readonly SpecScript _script;
    private readonly Store _store;
    private readonly Linker _linker;
    private readonly List<WasmModule> _modules = [];
    private readonly Dictionary<string, Instance> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, object> _hostObjects = [];
    private Instance? _current;

    private SpecRunner(Engine engine, SpecScript script)
    {
        _engine = engine;
        _script = script;
        _store = new Store(engine);
        _linker = new Linker(_store);
        SpecTestModule.Define(_linker);
    }

    public static SpecOutcome Run(Engine engine, SpecScript script)
    {
        using var runner = new SpecRunner(engine, script);
        int passed = 0;
        int skipped = 0;
        var failures = new List<string>();
        foreach (var command in script.Commands)
        {
            // What is not valid is the concern of validation's tests.
            if (command.IsText || command.Kind is SpecCommandKind.AssertInvalid or SpecCommandKind.AssertMalformed)
            {
                skipped++;
                continue;
            }

            try
            {
                runner.Carry(command);
                passed++;
            }
            catch (Exception error)
            {
                failures.Add($"{script.Describe(command)}: {(error is SpecFailure ? error.Message : error.ToString())}");
            }
        }

        return new SpecOutcome(script.Name, passed, skipped, failures);
    }

    public void Dispose()
    {
        _store.Dispose();
        foreach (var module in _modules)
            module.Dispose();
    }

    private void Carry(SpecCommand command)
    {
        switch (command.Kind)
        {
            case SpecCommandKind.Module:
                // Commands that follow must not run on the module before.
                _current = null;
                _current = Instantiate(command);
                if (command.Name is { } name)
                    _named[name] = _current;
                break;
            case SpecCommandKind.Register:
                _linker.DefineInstance(command.RegisteredAs!, Find(command.Name));
                break;
            case SpecCommandKind.Action:
                Act(command.Action!);
                break;
            case SpecCommandKind.AssertReturn:
                Compare(command.Expected, Act(command.Action!));
                break;
            case SpecCommandKind.AssertTrap when command.Action is null:
            case SpecCommandKind.AssertUninstantiable:
                ExpectTrap(command.Text!, () => Instantiate(command));
                break;
            case SpecCommandKind.AssertTrap:
            case SpecCommandKind.AssertExhaustion:
                ExpectTrap(command.Text!, () => Act(command.Action!));
                break;
            case SpecCommandKind.AssertUnlinkable:
                ExpectUnlinkable(command);
                break;
            default:
                throw new SpecFailure("the runner does not know this command");
        }
    }

    private Instance Instantiate(SpecCommand command)
    {
        var module = _engine.Compile(_script.ReadModule(command));
        _modules.Add(module);
        return _linker.Instantiate(module);
    }

    private Instance Find(string? name) =>
        name is null
            ? _current ?? throw new SpecFailure("there is no current module")
            : _named.GetValueOrDefault(name) ?? throw new SpecFailure($"there is no module {name}");

    private Value[] Act(SpecAction action)
    {
        var instance = Find(action.Module);
        return action.IsGet
            ? [instance.GetGlobal(action.Field).Value]
            : instance.GetFunction(action.Field).Invoke([.. action.Arguments.Select(ToValue)]);
    }

    private Value ToValue(SpecValue value) => value switch
    {
        { Pattern: SpecPattern.Null, Type: ValueKind.FuncRef } => Value.FuncRef(null),
        { Pattern: SpecPattern.Null } => Value.ExternRef(null),
        { Type: ValueKind.ExternRef } => Value.ExternRef(HostObject(value.Bits)),
        _ => Value.FromBits(value.Type, value.Bits),
    };

    private object HostObject(ulong number)
    {
        if (!_hostObjects.TryGetValue(number, out var known))
            _hostObjects.Add(number, known = $"host object {number}");
        return known;
    }

    private void Compare(IReadOnlyList<SpecValue> expected, Value[] actual)
    {
        if (expected.Count != actual.Length)
            throw new SpecFailure($"{actual.Length} results instead of {expected.Count}");
        for (int i = 0; i < actual.Length; i++)
        {
            if (!Matches(expected[i], actual[i]))
                throw new SpecFailure($"result {i} is {actual[i]} (0x{actual[i].Bits:x}) instead of {expected[i]}");
        }
    }

    private bool Matches(SpecValue expected, Value actual)
    {
        if (expected.Type != actual.Kind)
            return false;
        return expected switch
        {
            { Pattern: SpecPattern.Null } => actual.Reference is null,
            { Type: ValueKind.FuncRef } => actual.Reference is Function,
            { Type: ValueKind.ExternRef, Pattern: SpecPattern.Any } => actual.Reference is not null,
            { Type: ValueKind.ExternRef } => ReferenceEquals(actual.Reference, HostObject(expected.Bits)),
            _ => expected.Matches(actual.Bits),
        };
    }

    private static void ExpectTrap(string text, Action action)
    {
        try
        {
            action();
        }
        catch (TrapException trap)
        {
            // The suite's messages may go on where ours ends ("uninitialized element 2"), or end before.
            if (!trap.Message.StartsWith(text, StringComparison.Ordinal) && !text.StartsWith(trap.Message, StringComparison.Ordinal))
                throw new SpecFailure($"the trap is \"{trap.Message}\" instead of \"{text}\"");
            return;
        }

        throw new SpecFailure($"no trap, but \"{text}\" is expected");
    }

    private void ExpectUnlinkable(SpecCommand command)
    {
        try
        {
            Instantiate(command);
        }
        catch (LinkException error)
        {
            if (!error.Message.StartsWith(command.Text!, StringComparison.Ordinal))
                throw new SpecFailure($"linking fails with \"{error.Message}\" instead of \"{command.Text}\"");
            return;
        }

        throw new SpecFailure($"it is linked, but \"{command.Text}\" is expected");
    }
}
