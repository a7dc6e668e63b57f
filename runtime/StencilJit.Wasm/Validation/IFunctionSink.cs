using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Validation;

/// <summary>
/// Receives a function's instructions, decoded and validated, from <see cref="FunctionValidator{TSink}"/> in one pass.
/// </summary>
/// <remarks>
/// <para>Only code that can be reached is shown. After br, br_table, return and unreachable nothing is called until the
/// else or end of a block that was shown; blocks within such dead code are not shown at all. So all operands have known
/// types, and all blocks around a shown instruction were shown: depths count shown blocks.</para>
/// <para>When a method runs, the operands that its instruction consumes are popped from the state's operand stack and its
/// results are not yet pushed: the first result becomes operand number <see cref="FunctionState.OperandHeight"/>. What a
/// branch or return takes along to its label is still on the stack.</para>
/// <para>The first argument of all is where the instruction stands, as an offset in the module's bytes.</para>
/// <para>nop is not shown. An exception from a sink ends the pass; the validator can be used again.</para>
/// </remarks>
internal interface IFunctionSink
{
    /// <summary>The start of a function, its locals declared.</summary>
    void Begin(FunctionState function);

    /// <summary>The parameters are popped: <c>frame.Height</c> = OperandHeight. The frame is depth 0.</summary>
    void Block(long position, in ControlFrame frame);

    void Loop(long position, in ControlFrame frame);

    /// <summary>The condition (topmost) and the parameters are popped.</summary>
    void If(long position, in ControlFrame frame);

    /// <summary>
    /// The first branch ends and the second starts with the parameters as at the if. The frame is still that of the if.
    /// </summary>
    /// <param name="position">Where the instruction stands in the module's bytes.</param>
    /// <param name="frame">The frame of the if; its results are popped, where it falls through.</param>
    /// <param name="fallsThrough">Whether the end of the first branch can be reached.</param>
    void Else(long position, in ControlFrame frame, bool fallsThrough);

    /// <summary>The end of a block, and at last of the function (<see cref="ControlKind.Function"/>).</summary>
    /// <param name="position">Where the instruction stands in the module's bytes.</param>
    /// <param name="frame">
    /// The frame that ends. <see cref="ControlKind.If"/>: there was no else, so its parameters are its results.
    /// </param>
    /// <param name="fallsThrough">
    /// Whether the last instruction before the end goes on to it; its operands are then the results.
    /// </param>
    /// <param name="continues">
    /// Whether anything gets to what follows: falling through, a branch to the block, or an if's other branch. If not, what
    /// follows is dead code.
    /// </param>
    void End(long position, in ControlFrame frame, bool fallsThrough, bool continues);

    /// <summary>br: <c>function.Label(depth)</c> tells the target's height and types.</summary>
    void Branch(long position, int depth);

    /// <summary>br_if: the condition is popped.</summary>
    void BranchIf(long position, int depth);

    /// <summary>br_table: the index is popped. The span is valid during the call.</summary>
    void BranchTable(long position, ReadOnlySpan<int> depths, int defaultDepth);

    void Return(long position);

    void Unreachable(long position);

    /// <summary>The arguments are popped.</summary>
    /// <param name="position">Where the instruction stands in the module's bytes.</param>
    /// <param name="function">The index in the module's functions, imports first.</param>
    void Call(long position, int function);

    /// <summary>The table's index (topmost) and the arguments are popped.</summary>
    void CallIndirect(long position, int typeIndex, FunctionType type, int table);

    void Drop(long position, ValueKind type);

    /// <summary>The condition (topmost) and two operands are popped.</summary>
    void Select(long position, ValueKind type);

    void LocalGet(long position, int local, ValueKind type);

    void LocalSet(long position, int local, ValueKind type);

    /// <summary>The operand is popped, and pushed again after the call.</summary>
    void LocalTee(long position, int local, ValueKind type);

    void GlobalGet(long position, int global, ValueKind type);

    void GlobalSet(long position, int global, ValueKind type);

    /// <param name="position">Where the instruction stands in the module's bytes.</param>
    /// <param name="opcode">i32.load to i64.load32_u.</param>
    /// <param name="offset">The static offset, any 32-bit number.</param>
    /// <param name="alignment">The promised alignment, as a power of two.</param>
    /// <param name="result">The type of the loaded value.</param>
    void Load(long position, Opcode opcode, uint offset, int alignment, ValueKind result);

    /// <summary>The value (topmost) and the address are popped.</summary>
    void Store(long position, Opcode opcode, uint offset, int alignment, ValueKind value);

    void MemorySize(long position);

    void MemoryGrow(long position);

    void I32Const(long position, int value);

    void I64Const(long position, long value);

    void F32Const(long position, uint bits);

    void F64Const(long position, ulong bits);

    /// <summary>A numeric instruction of one operand or two.</summary>
    void Numeric(long position, Opcode opcode, NumericSignature signature);

    void RefNull(long position, ValueKind type);

    void RefIsNull(long position, ValueKind type);

    void RefFunc(long position, int function);

    void TableGet(long position, int table, ValueKind element);

    void TableSet(long position, int table, ValueKind element);

    void TableSize(long position, int table);

    /// <summary>The number of elements (topmost) and their value are popped.</summary>
    void TableGrow(long position, int table, ValueKind element);

    /// <summary>The number of elements (topmost), their value and the index are popped.</summary>
    void TableFill(long position, int table, ValueKind element);

    /// <summary>The length (topmost), the source's index and the destination's index are popped.</summary>
    void TableCopy(long position, int destination, int source);

    /// <summary>The length (topmost), the segment's index and the table's index are popped.</summary>
    void TableInit(long position, int segment, int table);

    void ElemDrop(long position, int segment);

    /// <summary>The length (topmost), the segment's offset and the address are popped.</summary>
    void MemoryInit(long position, int segment);

    void DataDrop(long position, int segment);

    /// <summary>The length (topmost), the source's address and the destination's address are popped.</summary>
    void MemoryCopy(long position);

    /// <summary>The length (topmost), the byte and the address are popped.</summary>
    void MemoryFill(long position);
}
