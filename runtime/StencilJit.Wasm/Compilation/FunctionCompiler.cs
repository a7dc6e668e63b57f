using StencilJit.Runtime;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Stitches functions while they are validated: one pass, no intermediate form. It is a structure so that the validator's
/// calls are direct ones.
/// </summary>
/// <remarks>
/// An operand at position p of the operand stack is in register p modulo 4 of its class, or in the slot of its position,
/// or not moved yet: a local that is still unchanged, a number. Where control flow meets, all operands but numbers are in
/// their slots. A comparison waits (<see cref="_pending"/>) until it is known whether a branch consumes it.
/// </remarks>
internal partial struct FunctionCompiler : IFunctionSink
{
    private readonly Module _module;
    private readonly InstanceLayout _layout;
    private readonly CodeWriter _writer;
    // Of the functions that are not imported.
    private readonly Label[] _functions;
    // The canonical number of each of the module's types.
    private readonly uint[] _types;
    // Whether pages without access are behind every memory.
    private readonly bool _isGuarded;
    // What every memory of the module has at least, in bytes: memories do not shrink.
    private readonly long _memorySize;

    private FunctionState _function;
    private FrameLayout _frame;
    // The number of slots that the frame needs, with the arguments and results of what it calls.
    private int _frameSlots;
    // Where the code starts, in the writer.
    private int _start;
    // Whether labels may be too far away for conditional branches.
    private bool _longBranches;

    private Operand[] _operands;
    private int _height;
    // The position of the operand that each register holds: integer registers first, then floating-point ones.
    private readonly int[] _owners;
    // How many operands of kind Local read each slot.
    private int[] _readers;
    // The comparison or test of the topmost operands that is not stitched yet, or 0; and whether its result is inverted.
    private Opcode _pending;
    private bool _isInverted;

    private Block[] _blocks;
    private int _depth;
    // The ranges of a br_table, in order: the first case, and the depth of the label.
    private readonly List<(int First, int Depth)> _ranges;
    // Where operands are moved on the way to a label of a br_table.
    private readonly Dictionary<int, Label> _detours;

    public FunctionCompiler(Module module, CodeWriter writer, Label[] functions, uint[] types, bool isGuarded)
    {
        _isGuarded = isGuarded;
        _memorySize = module.Memories is [var memory, ..] ? (long)memory.Limits.Minimum * MemoryType.PageSize : 0;
        _module = module;
        _layout = new InstanceLayout(module);
        _writer = writer;
        _functions = functions;
        _types = types;
        _function = null!;
        _operands = new Operand[64];
        _owners = new int[IntegerRegisters + IntegerRegisters];
        _readers = new int[64];
        _blocks = new Block[16];
        _ranges = [];
        _detours = [];
    }

    public void Begin(FunctionState function)
    {
        _function = function;
        _frame = new FrameLayout(function.Type, function.LocalCount);
        _frameSlots = _frame.Operands;
        if (!IsNear(_frame.Scratch))
        {
            int most = WasmStencils.SlotLimit / FrameLayout.SlotSize;
            throw new WasmFormatException(
                $"unsupported: more than {most} parameters or results of a function", function.InstructionOffset, function.FunctionIndex);
        }

        _height = 0;
        _depth = 0;
        _pending = 0;
        _owners.AsSpan().Fill(NoOwner);
        if (_readers.Length < _frame.Operands)
            _readers = new int[Math.Max(_frame.Operands, 2 * _readers.Length)];
        else
            _readers.AsSpan(0, _frame.Operands).Clear();
        _longBranches = HasShortConditionalBranches && function.Following.Length > LongestShortBody;

        _writer.Bind(_functions[function.FunctionIndex - _module.ImportedFunctionCount]);
        _start = _writer.Position;
        _writer.Emit(WasmStencils.Id.FunctionEnter, 0);
        ZeroLocals(function.LocalCount - function.Type.Parameters.Length);
        PushBlock();
    }

    private readonly void ZeroLocals(int count)
    {
        const int single = 6;
        int first = _frame.FirstDeclared;
        if (count <= single && IsNear(first + count))
        {
            for (int local = 0; local < count; local++)
                _writer.Emit(WasmStencils.Id.ZeroSlot, Offset(first + local));
        }
        else
        {
            _writer.Emit(WasmStencils.Id.ZeroSlots, (ulong)count, Offset(first));
        }
    }

    /// <summary>Leaves the function; its results are in the first slots.</summary>
    private readonly void EmitReturn() => _writer.Emit(WasmStencils.Id.FunctionReturn);

    private readonly void FinishFrame() =>
        _writer.Rewrite(_start, WasmStencils.Id.FunctionEnter, Offset(_frameSlots));

    private void NeedSlots(int count)
    {
        if (_frameSlots < count)
            _frameSlots = count;
    }

    private static ulong Offset(int slot) => (ulong)slot * FrameLayout.SlotSize;

    /// <summary>Whether stencils can name the slot; others are reached through registers (the far moves).</summary>
    private static bool IsNear(int slot) => slot <= WasmStencils.SlotLimit / FrameLayout.SlotSize;
}
