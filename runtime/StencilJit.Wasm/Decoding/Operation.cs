namespace StencilJit.Wasm.Decoding;

/// <summary>What a decoded instruction does: one number for all that are compiled alike, so that one dense jump finds how.</summary>
internal enum Operation : byte
{
    Block,
    Loop,
    If,
    Else,
    End,
    Branch,
    BranchIf,
    BranchTable,
    Return,
    Unreachable,
    Call,
    CallIndirect,
    Drop,
    Select,
    LocalSet,
    LocalTee,
    GlobalGet,
    GlobalSet,
    Load,
    Store,
    MemorySize,
    MemoryGrow,

    // The numeric instructions, in the order of their kinds.

    /// <summary>A numeric instruction of one operand that is no test.</summary>
    Unary,

    /// <summary>A numeric instruction of two operands that is no comparison.</summary>
    Binary,

    /// <summary>i32.eqz, i64.eqz and ref.is_null.</summary>
    Test,

    /// <summary>A comparison of two numbers.</summary>
    Comparison,

    RefFunc,
    TableGet,
    TableSet,
    TableSize,
    TableGrow,
    TableFill,
    TableCopy,
    TableInit,
    ElemDrop,
    MemoryInit,
    DataDrop,
    MemoryCopy,
    MemoryFill,
}
