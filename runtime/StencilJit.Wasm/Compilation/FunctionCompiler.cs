using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;
using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Decoding;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Stitches functions in one pass over their decoded instructions.
/// </summary>
/// <remarks>
/// The locals that are used most (<see cref="LocalUses"/>) live in registers, each in one of its own for the whole function; around
/// calls, which keep no registers, they are in their slots (<see cref="LocalPlaces"/>). An operand of the stack is in a register that no
/// local has, or in the slot of its position, or not moved yet: a local that is still unchanged, a number. Where control
/// flow meets, all operands but numbers are in their slots, and a block's single result is in <see cref="Registers.Result"/>. A
/// comparison waits (<see cref="_pending"/>) until it is known whether a branch consumes it. A result goes to the register of the
/// local that the next instruction sets, where that is possible.
/// </remarks>
internal sealed unsafe partial class FunctionCompiler : ISourceCursor
{
    // So many operands are looked through for those that stand for locals; if there are more, all of these are moved, so that none is
    // looked at again and again.
    private const int MostUnsettled = 32;

    // Functions that call nothing need not look whether there is room for their frame if it is certainly smaller than this.
    private const int UncheckedFrameBytes = Execution.StackMargin.Bytes;

    private readonly Module _module;
    private readonly InstanceLayout _layout;
    private readonly ConstantPool _constants;
    // Where the function's code goes, and those functions that it may call directly.
    private CodeWriter _writer;
    private FunctionLabels _functions;
    // The canonical number of each of the module's types.
    private readonly uint[] _types;
    // The index of each function's type.
    private readonly int[] _typeIndices;
    // How functions of each type are called, and the types of blocks by their numbers: in the table's memory.
    private readonly ConventionTable _table;
    private readonly CallingConvention* _conventions;
    private readonly CallingConvention* _blockTypes;
    // Whether pages without access are behind every memory.
    private readonly bool _isGuarded;
    // Whether labels may be too far away for conditional branches in functions of any length.
    private readonly bool _hasFarLabels;
    // What every memory of the module has at least, in bytes: memories do not shrink.
    private readonly long _memorySize;

    private readonly DecodedFunction _function;
    private readonly LocalUses _uses;
    // Its instructions, and the one after that which is compiled; behind the last one.
    private DecodedInstruction* _first;
    private DecodedInstruction* _next;
    private DecodedInstruction* _end;
    // What is pushed before the next instruction, and nothing behind the last one.
    private DecodedPush* _pushed;
    // How the function is called.
    private CallingConvention* _convention;
    private FrameLayout _frame;
    // The number of slots that the frame needs, with the arguments and results of what it calls.
    private int _frameSlots;
    // Where the check for room is, in the writer; -1 without.
    private int _start;
    // Whether labels may be too far away for conditional branches.
    private bool _longBranches;

    // There is room for what all instructions may push; only those with several results look whether there is.
    private readonly PinnedBuffer<Operand> _operandBuffer;
    private Operand* _operands;
    private int _height;
    // No operand below this position stands for a local; there may be fewer.
    private int _settled;
    // The registers that hold nothing, and the position of the operand that each of the others holds but those of locals.
    private uint _free;
    private readonly int* _owners;
    private readonly PinnedBuffer<int> _ownerBuffer = new(Registers.Count);
    // The comparison or test of the topmost operands that is not stitched yet, or 0; and whether its result is inverted.
    private Opcode _pending;
    private bool _isInverted;

    // The register that each local lives in, or Registers.None.
    private readonly PinnedBuffer<sbyte> _homeOfBuffer = new(64);
    private sbyte* _homeOf;
    // For each local up to where accesses at that address were checked, if that was in the current epoch.
    private ulong[] _checkedEnds;
    private int[] _checkedEpochs;
    private int _epoch;

    // Of the registers that locals have.
    private readonly PinnedBuffer<Home> _homeBuffer = new(Registers.Count);
    private readonly Home* _homes;
    private LocalPlaces _places;
    // For each of them the position of the local's last local.get among the instructions, -1 for nowhere.
    private readonly PinnedBuffer<int> _lastReadBuffer = new(Registers.Count);
    private readonly int* _lastReads;
    // The registers that locals have; those whose locals are parameters that come in them, and those whose are no parameters.
    private uint _homeSet;
    private uint _arrivedHomes;
    private uint _declaredHomes;
    // How many locals that are no parameters are used and have no register.
    private int _unhousedLocals;

    // For each register of an argument that is passed the one that its value comes from, or which argument is loaded into it.
    private readonly PinnedBuffer<int> _sourceBuffer = new(Registers.LastPlace + 1);
    private readonly int* _sources;

    private readonly PinnedBuffer<Block> _blockBuffer;
    // The innermost block; what is around the function's, which is none; and the last one that there is room for.
    private Block* _block;
    private Block* _outside;
    private Block* _lastBlock;
    // The ranges of a br_table, in order: the first case, and the depth of the label.
    private readonly List<(int First, int Depth)> _ranges;
    // Where operands are moved on the way to a label of a br_table.
    private readonly Dictionary<int, Label> _detours;
    // The targets of a br_table that jumps through a table.
    private Label[] _tableTargets;

    /// <param name="module">The module.</param>
    /// <param name="memory">What holds the function that is compiled, and its operands.</param>
    /// <param name="constants">Takes the numbers that code reads from its instance.</param>
    /// <param name="types">The canonical number of each type.</param>
    /// <param name="options">What the code may rely on.</param>
    public FunctionCompiler(Module module, CompilationMemory memory, ConstantPool constants, uint[] types, CodeOptions options)
    {
        _isGuarded = options.IsGuarded;
        _hasFarLabels = options.HasFarLabels;
        _memorySize = module.Memories is [var first, ..] ? (long)first.Limits.Minimum * MemoryType.PageSize : 0;
        _module = module;
        _layout = new InstanceLayout(module);
        _constants = constants;
        _writer = null!;
        _types = types;
        _typeIndices = ImmutableCollectionsMarshal.AsArray(module.FunctionTypeIndices)!;
        _table = new ConventionTable(module);
        _conventions = _table.OfTypes;
        _blockTypes = _table.OfBlocks;
        _function = memory.Function;
        _uses = _function.Uses;
        _operandBuffer = memory.Operands;
        _blockBuffer = memory.Blocks;
        _owners = _ownerBuffer.Start;
        _checkedEnds = new ulong[64];
        _checkedEpochs = new int[64];
        _homes = _homeBuffer.Start;
        _sources = _sourceBuffer.Start;
        _lastReads = _lastReadBuffer.Start;
        _ranges = [];
        _detours = [];
        _tableTargets = [];
    }

    /// <summary>Where the instruction that is compiled stands in the module; for what comes before the first one, the function.</summary>
    long ISourceCursor.SourceOffset => _next == _first ? _function.Offset : _next[-1].Offset;

    /// <summary>The position among the instructions of the one after that which is compiled.</summary>
    private int Position => (int)(_next - _first);

    /// <summary>How many operands what is left of the function may push, and as many as are copied without being any.</summary>
    private int RoomForOperands => (int)(_end - _next) + (int)(_function.FirstPushed + _function.PushedCount - _pushed) + PushedAtOnce;

    /// <summary>Whether an instruction follows with nothing pushed before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsDirectlyNext(DecodedInstruction* instruction) => instruction->Pushed == (uint)(nint)_pushed;

    /// <summary>Compiles the function that was decoded last.</summary>
    /// <param name="writer">Where its code goes.</param>
    /// <param name="functions">The function's label, and those of functions that it may call directly.</param>
    public void Compile(CodeWriter writer, FunctionLabels functions)
    {
        _writer = writer;
        _functions = functions;
        _first = _function.Start;
        _next = _first;
        _end = _first + _function.Count;
        _pushed = _function.FirstPushed;
        Begin();
        CompileInstructions();
    }

    private void Begin()
    {
        int locals = _function.Locals.Length;
        _convention = _conventions + _typeIndices[_function.Index];
        _frame = new FrameLayout(_function.Type, locals);
        _frameSlots = _frame.Operands;
        FrameLayout.Check(_function.Type, _function.Offset, _function.Index);
        _height = 0;
        _settled = 0;
        _pending = 0;
        _operands = _operandBuffer.Ensure(RoomForOperands, kept: 0);
        _homeOf = _homeOfBuffer.Ensure(locals, kept: 0);
        if (_checkedEnds.Length < locals)
        {
            _checkedEnds = new ulong[Math.Max(locals, 2 * _checkedEnds.Length)];
            _checkedEpochs = new int[_checkedEnds.Length];
        }

        ForgetChecks();
        _longBranches = HasShortConditionalBranches && (_hasFarLabels || _function.CodeLength > LongestShortBody);
        ChooseHomes();

        _writer.Bind(_functions[_function.Index - _module.ImportedFunctionCount]);
        // No operand stack is higher than there are instructions.
        bool isChecked = _uses.HasCall || Offset(_frame.Operands + _function.CodeLength) > UncheckedFrameBytes;
        _start = isChecked ? _writer.Position : -1;
        if (isChecked)
            _writer.Emit(WasmStencils.Id.FunctionEnter, 0);
        EnterLocals();
        OpenFunction();
    }

    /// <summary>Leaves the function; its results are where the caller expects them.</summary>
    private void EmitReturn() => _writer.Emit(WasmStencils.Id.FunctionReturn);

    private void FinishFrame()
    {
        if (_start >= 0)
            _writer.Rewrite(_start, WasmStencils.Id.FunctionEnter, Offset(_frameSlots));
    }

    private void NeedSlots(int count)
    {
        if (_frameSlots < count)
            _frameSlots = count;
    }

    private static ulong Offset(int slot) => (ulong)slot * FrameLayout.SlotSize;

    /// <summary>Whether stencils can name the slot; others are reached through registers (the far moves).</summary>
    private static bool IsNear(int slot) => slot <= WasmStencils.SlotLimit / FrameLayout.SlotSize;
}
