using System.Runtime.CompilerServices;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Decoding;

/// <summary>
/// A valid function as its compiler reads it: the instructions that can be reached, decoded, and what is known of its locals. An
/// <see cref="InstructionRecorder"/> fills it, again for each function: in its steady state nothing is allocated.
/// </summary>
internal sealed class DecodedFunction
{
    private DecodedInstruction[] _instructions = new DecodedInstruction[1024];
    private int _count;
    private FunctionType[] _types = new FunctionType[16];
    private int _typeCount;
    private int[] _labels = new int[64];
    private int _labelCount;
    private FunctionState _state = null!;

    /// <summary>The function's index, imported functions first.</summary>
    public int Index => _state.FunctionIndex;

    public FunctionType Type => _state.Type;

    /// <summary>The types of all locals, parameters first.</summary>
    public ReadOnlySpan<ValueKind> Locals => _state.Locals;

    /// <summary>How its locals are used.</summary>
    public LocalUses Uses { get; } = new();

    /// <summary>Where its bytes start in the module: those that declare its locals.</summary>
    public int Offset { get; private set; }

    /// <summary>How many bytes its instructions take.</summary>
    public int CodeLength { get; private set; }

    /// <summary>The instructions in order; the last one is the function's end.</summary>
    public ReadOnlySpan<DecodedInstruction> Instructions => _instructions.AsSpan(0, _count);

    /// <summary>What holds <see cref="Instructions"/>, with room behind them.</summary>
    internal DecodedInstruction[] Buffer => _instructions;

    /// <summary>The number of instructions so far.</summary>
    internal int Count => _count;

    /// <summary>The type of a block, loop or if.</summary>
    public FunctionType BlockType(in DecodedInstruction instruction) => _types[instruction.Low];

    /// <summary>The depths of a br_table's labels; the last one is that of the other cases.</summary>
    public ReadOnlySpan<int> Labels(in DecodedInstruction instruction) => _labels.AsSpan(instruction.Low, instruction.High);

    internal void Begin(FunctionState state)
    {
        _state = state;
        _count = 0;
        _typeCount = 0;
        _labelCount = 0;
        Offset = state.InstructionOffset;
        CodeLength = state.Following.Length;
        Uses.Begin(state.LocalCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(in DecodedInstruction instruction)
    {
        var instructions = _instructions;
        int count = _count;
        if ((uint)count < (uint)instructions.Length)
        {
            instructions[count] = instruction;
            _count = count + 1;
        }
        else
        {
            AddGrowing(instruction);
        }
    }

    /// <summary>Keeps a block's type.</summary>
    /// <returns>What its instruction says for it.</returns>
    internal ulong Add(FunctionType type)
    {
        if (_typeCount == _types.Length)
            Array.Resize(ref _types, 2 * _typeCount);
        _types[_typeCount] = type;
        return (ulong)_typeCount++;
    }

    /// <summary>Keeps the labels of a br_table.</summary>
    /// <returns>What its instruction says for them.</returns>
    internal ulong Add(ReadOnlySpan<int> depths, int otherwise)
    {
        int first = _labelCount;
        int end = first + depths.Length + 1;
        if (end > _labels.Length)
            Array.Resize(ref _labels, Math.Max(end, 2 * _labels.Length));
        depths.CopyTo(_labels.AsSpan(first));
        _labels[end - 1] = otherwise;
        _labelCount = end;
        return DecodedInstruction.Pack(first, depths.Length + 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddGrowing(in DecodedInstruction instruction)
    {
        Array.Resize(ref _instructions, 2 * _instructions.Length);
        _instructions[_count++] = instruction;
    }
}
