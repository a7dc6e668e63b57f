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
/// <para>nop is not shown. An exception from a sink ends the pass; the validator can be used again.</para>
/// </remarks>
internal interface IFunctionSink
{
    /// <summary>The start of a function, its locals declared.</summary>
    void Begin(FunctionState function);

    /// <summary>
    /// The parameters are popped: <c>frame.Height</c> = OperandHeight. The frame becomes depth 0 after the call.
    /// </summary>
    void Block(in ControlFrame frame);

    void Loop(in ControlFrame frame);

    /// <summary>The condition (topmost) and the parameters are popped.</summary>
    void If(in ControlFrame frame);

    /// <summary>
    /// The first branch ends and the second starts with the parameters as at the if. The frame is still that of the if.
    /// </summary>
    /// <param name="frame">The frame of the if; its results are popped, where it falls through.</param>
    /// <param name="fallsThrough">Whether the end of the first branch can be reached.</param>
    void Else(in ControlFrame frame, bool fallsThrough);

    /// <summary>The end of a block, and at last of the function (<see cref="ControlKind.Function"/>).</summary>
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
    void End(in ControlFrame frame, bool fallsThrough, bool continues);

    /// <summary>br: <c>function.Label(depth)</c> tells the target's height and types.</summary>
    void Branch(int depth);

    /// <summary>br_if: the condition is popped.</summary>
    void BranchIf(int depth);

    /// <summary>br_table: the index is popped. The span is valid during the call.</summary>
    void BranchTable(ReadOnlySpan<int> depths, int defaultDepth);

    void Return();

    void Unreachable();

    /// <param name="function">The index in the module's functions, imports first.</param>
    /// <param name="type">Its type; the arguments are popped.</param>
    void Call(int function, FunctionType type);

    /// <summary>The table's index (topmost) and the arguments are popped.</summary>
    void CallIndirect(int typeIndex, FunctionType type, int table);

    void Drop(ValueKind type);

    /// <summary>The condition (topmost) and two operands are popped.</summary>
    void Select(ValueKind type);

    void LocalGet(int local, ValueKind type);

    void LocalSet(int local, ValueKind type);

    /// <summary>The operand is popped, and pushed again after the call.</summary>
    void LocalTee(int local, ValueKind type);

    void GlobalGet(int global, ValueKind type);

    void GlobalSet(int global, ValueKind type);

    /// <param name="opcode">i32.load to i64.load32_u.</param>
    /// <param name="offset">The static offset, any 32-bit number.</param>
    /// <param name="alignment">The promised alignment, as a power of two.</param>
    /// <param name="result">The type of the loaded value.</param>
    void Load(Opcode opcode, uint offset, int alignment, ValueKind result);

    /// <summary>The value (topmost) and the address are popped.</summary>
    void Store(Opcode opcode, uint offset, int alignment, ValueKind value);

    void MemorySize();

    void MemoryGrow();

    void I32Const(int value);

    void I64Const(long value);

    void F32Const(uint bits);

    void F64Const(ulong bits);

    /// <summary>A test, conversion or other numeric instruction of one operand.</summary>
    void Unary(Opcode opcode, ValueKind operand, ValueKind result);

    /// <summary>A comparison or other numeric instruction of two operands of the same type.</summary>
    void Binary(Opcode opcode, ValueKind operands, ValueKind result);

    void RefNull(ValueKind type);

    void RefIsNull(ValueKind type);

    void RefFunc(int function);

    void TableGet(int table, ValueKind element);

    void TableSet(int table, ValueKind element);

    void TableSize(int table);

    /// <summary>The number of elements (topmost) and their value are popped.</summary>
    void TableGrow(int table, ValueKind element);

    /// <summary>The number of elements (topmost), their value and the index are popped.</summary>
    void TableFill(int table, ValueKind element);

    /// <summary>The length (topmost), the source's index and the destination's index are popped.</summary>
    void TableCopy(int destination, int source);

    /// <summary>The length (topmost), the segment's index and the table's index are popped.</summary>
    void TableInit(int segment, int table);

    void ElemDrop(int segment);

    /// <summary>The length (topmost), the segment's offset and the address are popped.</summary>
    void MemoryInit(int segment);

    void DataDrop(int segment);

    /// <summary>The length (topmost), the source's address and the destination's address are popped.</summary>
    void MemoryCopy();

    /// <summary>The length (topmost), the byte and the address are popped.</summary>
    void MemoryFill();
}
