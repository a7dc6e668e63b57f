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

    public void Block(in ControlFrame frame) => Add($"block {Describe(frame)}");

    public void Loop(in ControlFrame frame) => Add($"loop {Describe(frame)}");

    public void If(in ControlFrame frame) => Add($"if {Describe(frame)}");

    public void Else(in ControlFrame frame, bool fallsThrough) => Add($"else {Describe(frame)} {Describe(fallsThrough)}");

    public void End(in ControlFrame frame, bool fallsThrough, bool continues) =>
        Add($"end {Describe(frame)} {Describe(fallsThrough)} {(continues ? "continues" : "dead")}");

    public void Branch(int depth) => Add($"branch {depth}");

    public void BranchIf(int depth) => Add($"branchIf {depth}");

    public void BranchTable(ReadOnlySpan<int> depths, int defaultDepth) => Add($"branchTable {string.Join(',', depths.ToArray())} {defaultDepth}");

    public void Return() => Add("return");

    public void Unreachable() => Add("unreachable");

    public void Call(int function, FunctionType type) => Add($"call {function} {type}");

    public void CallIndirect(int typeIndex, FunctionType type, int table) => Add($"callIndirect {typeIndex} {type} {table}");

    public void Drop(ValueKind type) => Add($"drop {type}");

    public void Select(ValueKind type) => Add($"select {type}");

    public void LocalGet(int local, ValueKind type) => Add($"localGet {local} {type}");

    public void LocalSet(int local, ValueKind type) => Add($"localSet {local} {type}");

    public void LocalTee(int local, ValueKind type) => Add($"localTee {local} {type}");

    public void GlobalGet(int global, ValueKind type) => Add($"globalGet {global} {type}");

    public void GlobalSet(int global, ValueKind type) => Add($"globalSet {global} {type}");

    public void Load(Opcode opcode, uint offset, int alignment, ValueKind result) => Add($"load {opcode} {offset} {alignment} {result}");

    public void Store(Opcode opcode, uint offset, int alignment, ValueKind value) => Add($"store {opcode} {offset} {alignment} {value}");

    public void MemorySize() => Add("memorySize");

    public void MemoryGrow() => Add("memoryGrow");

    public void I32Const(int value) => Add($"i32Const {value}");

    public void I64Const(long value) => Add($"i64Const {value}");

    public void F32Const(uint bits) => Add($"f32Const {bits}");

    public void F64Const(ulong bits) => Add($"f64Const {bits}");

    public void Unary(Opcode opcode, ValueKind operand, ValueKind result) => Add($"unary {opcode} {operand} {result}");

    public void Binary(Opcode opcode, ValueKind operands, ValueKind result) => Add($"binary {opcode} {operands} {result}");

    public void RefNull(ValueKind type) => Add($"refNull {type}");

    public void RefIsNull(ValueKind type) => Add($"refIsNull {type}");

    public void RefFunc(int function) => Add($"refFunc {function}");

    public void TableGet(int table, ValueKind element) => Add($"tableGet {table} {element}");

    public void TableSet(int table, ValueKind element) => Add($"tableSet {table} {element}");

    public void TableSize(int table) => Add($"tableSize {table}");

    public void TableGrow(int table, ValueKind element) => Add($"tableGrow {table} {element}");

    public void TableFill(int table, ValueKind element) => Add($"tableFill {table} {element}");

    public void TableCopy(int destination, int source) => Add($"tableCopy {destination} {source}");

    public void TableInit(int segment, int table) => Add($"tableInit {segment} {table}");

    public void ElemDrop(int segment) => Add($"elemDrop {segment}");

    public void MemoryInit(int segment) => Add($"memoryInit {segment}");

    public void DataDrop(int segment) => Add($"dataDrop {segment}");

    public void MemoryCopy() => Add("memoryCopy");

    public void MemoryFill() => Add("memoryFill");

    private static string Describe(bool fallsThrough) => fallsThrough ? "falls-through" : "left";

    private static string Describe(in ControlFrame frame) => $"{frame.Kind} {frame.Type} at {frame.Height}";

    private void Add(string text)
    {
        var operands = State.Operands.ToArray().Select(kind => kind.ToString().ToLowerInvariant());
        Events.Add($"{text} | {string.Join(' ', operands)}".TrimEnd());
    }
}
