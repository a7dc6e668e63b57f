using StencilJit.Wasm.Binary;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Tests.Validation;

/// <summary>Writes down what it is shown: the method, its arguments, and the operands left on the stack.</summary>
internal sealed class RecordingSink : IFunctionSink
{
    private FunctionState? _state;

    public List<string> Events { get; } = [];

    public FunctionState State => _state!;

    public void Begin(FunctionState function)
    {
        _state = function;
        Events.Clear();
        Add($"begin {function.Type} locals {function.LocalCount} runs {function.LocalRuns.Length}");
    }

    public void Block(long position, in ControlFrame frame) => Add($"block {Describe(frame)}");

    public void Loop(long position, in ControlFrame frame) => Add($"loop {Describe(frame)}");

    public void If(long position, in ControlFrame frame) => Add($"if {Describe(frame)}");

    public void Else(long position, in ControlFrame frame, bool fallsThrough) => Add($"else {Describe(frame)} {Describe(fallsThrough)}");

    public void End(long position, in ControlFrame frame, bool fallsThrough, bool continues) =>
        Add($"end {Describe(frame)} {Describe(fallsThrough)} {(continues ? "continues" : "dead")}");

    public void Branch(long position, int depth) => Add($"branch {depth}");

    public void BranchIf(long position, int depth) => Add($"branchIf {depth}");

    public void BranchTable(long position, ReadOnlySpan<int> depths, int defaultDepth) => Add($"branchTable {string.Join(',', depths.ToArray())} {defaultDepth}");

    public void Return(long position) => Add("return");

    public void Unreachable(long position) => Add("unreachable");

    public void Call(long position, int function) => Add($"call {function} {State.Module.TypeOfFunction(function)}");

    public void CallIndirect(long position, int typeIndex, FunctionType type, int table) => Add($"callIndirect {typeIndex} {type} {table}");

    public void Drop(long position, ValueKind type) => Add($"drop {type}");

    public void Select(long position, ValueKind type) => Add($"select {type}");

    public void LocalGet(long position, int local, ValueKind type) => Add($"localGet {local} {type}");

    public void LocalSet(long position, int local, ValueKind type) => Add($"localSet {local} {type}");

    public void LocalTee(long position, int local, ValueKind type) => Add($"localTee {local} {type}");

    public void GlobalGet(long position, int global, ValueKind type) => Add($"globalGet {global} {type}");

    public void GlobalSet(long position, int global, ValueKind type) => Add($"globalSet {global} {type}");

    public void Load(long position, Opcode opcode, uint offset, int alignment, ValueKind result) => Add($"load {opcode} {offset} {alignment} {result}");

    public void Store(long position, Opcode opcode, uint offset, int alignment, ValueKind value) => Add($"store {opcode} {offset} {alignment} {value}");

    public void MemorySize(long position) => Add("memorySize");

    public void MemoryGrow(long position) => Add("memoryGrow");

    public void I32Const(long position, int value) => Add($"i32Const {value}");

    public void I64Const(long position, long value) => Add($"i64Const {value}");

    public void F32Const(long position, uint bits) => Add($"f32Const {bits}");

    public void F64Const(long position, ulong bits) => Add($"f64Const {bits}");

    public void Numeric(long position, Opcode opcode, NumericSignature signature) =>
        Add($"{(signature.IsBinary ? "binary" : "unary")} {opcode} {signature.Operand} {signature.Result}");

    public void RefNull(long position, ValueKind type) => Add($"refNull {type}");

    public void RefIsNull(long position, ValueKind type) => Add($"refIsNull {type}");

    public void RefFunc(long position, int function) => Add($"refFunc {function}");

    public void TableGet(long position, int table, ValueKind element) => Add($"tableGet {table} {element}");

    public void TableSet(long position, int table, ValueKind element) => Add($"tableSet {table} {element}");

    public void TableSize(long position, int table) => Add($"tableSize {table}");

    public void TableGrow(long position, int table, ValueKind element) => Add($"tableGrow {table} {element}");

    public void TableFill(long position, int table, ValueKind element) => Add($"tableFill {table} {element}");

    public void TableCopy(long position, int destination, int source) => Add($"tableCopy {destination} {source}");

    public void TableInit(long position, int segment, int table) => Add($"tableInit {segment} {table}");

    public void ElemDrop(long position, int segment) => Add($"elemDrop {segment}");

    public void MemoryInit(long position, int segment) => Add($"memoryInit {segment}");

    public void DataDrop(long position, int segment) => Add($"dataDrop {segment}");

    public void MemoryCopy(long position) => Add("memoryCopy");

    public void MemoryFill(long position) => Add("memoryFill");

    private static string Describe(bool fallsThrough) => fallsThrough ? "falls-through" : "left";

    private string Describe(in ControlFrame frame) => $"{frame.Kind} {State.BlockType(frame.Type)} at {frame.Height}";

    private void Add(string text)
    {
        var operands = State.Operands.ToArray().Select(kind => kind.ToString().ToLowerInvariant());
        Events.Add($"{text} | {string.Join(' ', operands)}".TrimEnd());
    }
}
