using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Validation;

// The operand stack. Each operation first tries the case that valid, reachable code is in.
internal sealed unsafe partial class FunctionValidator<TSink>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(ValueKind kind) => *_top++ = kind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pop(ValueKind expected)
    {
        if (_top > _floor && _top[-1] == expected)
            _top--;
        else
            PopOther(expected);
    }

    private void PopOther(ValueKind expected)
    {
        var actual = PopAny(expected);
        if (actual != ValueKinds.Unknown && actual != expected)
            throw Mismatch(expected, actual);
    }

    /// <summary>Pops an operand of whatever type.</summary>
    /// <param name="expected">For the message where there is none.</param>
    private ValueKind PopAny(ValueKind expected = ValueKinds.Unknown)
    {
        if (_top > _floor)
            return *--_top;
        if (_frame->IsPolymorphic)
            return ValueKinds.Unknown;
        throw Invalid($"type mismatch: expected {expected.Name()} but the stack is empty");
    }

    private void PopAll(ReadOnlySpan<ValueKind> expected)
    {
        if (expected.IsEmpty)
            return;
        if (HasOnTop(expected))
        {
            _top -= expected.Length;
            return;
        }

        for (var i = expected.Length - 1; i >= 0; i--)
            PopOther(expected[i]);
    }

    private void PushAll(ReadOnlySpan<ValueKind> kinds)
    {
        if (kinds.Length > 1)
            MakeRoom(kinds.Length);
        foreach (var kind in kinds)
            Push(kind);
    }

    /// <summary>Checks what an instruction takes along without taking it off the stack.</summary>
    private void Require(ReadOnlySpan<ValueKind> expected)
    {
        if (HasOnTop(expected))
            return;
        var operand = _top;
        for (var i = expected.Length - 1; i >= 0; i--)
        {
            if (operand == _floor)
            {
                if (_frame->IsPolymorphic)
                    return;
                throw Invalid($"type mismatch: expected {expected[i].Name()} but the stack is empty");
            }

            var actual = *--operand;
            if (actual != ValueKinds.Unknown && actual != expected[i])
                throw Mismatch(expected[i], actual);
        }
    }

    private bool HasOnTop(ReadOnlySpan<ValueKind> expected)
    {
        if (_top - _floor < expected.Length)
            return false;
        // There are few of them, mostly: fewer than what comparing as vectors is worth.
        var actual = _top - expected.Length;
        for (var i = 0; i < expected.Length; i++)
        {
            if (actual[i] != expected[i])
                return false;
        }

        return true;
    }

    /// <summary>At the end of a block nothing but its results may be left.</summary>
    private void RequireEmpty()
    {
        if (_top != _floor)
            ThrowNotEmpty();
    }

    private void ThrowNotEmpty() =>
        throw Invalid($"type mismatch: {_top - _floor} operands too many at the end of the block");

    private WasmValidationException Mismatch(ValueKind expected, ValueKind actual) =>
        Invalid($"type mismatch: expected {expected.Name()} but found {actual.Name()}");
}
