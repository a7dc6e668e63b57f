using System.Diagnostics;
using System.Text;
using StencilJit.Wasm;
using StencilJit.Wasm.Binary;

namespace StencilJit.Benchmarks.Operations;

/// <summary>A function of one instruction again and again, each with the result of the one before.</summary>
internal sealed class OperationLoop
{
    /// <summary>How many stand in a row in the loop.</summary>
    public const int Length = 64;

    private const byte Local = 0x20, SetLocal = 0x21, Loop = 0x03, BranchIf = 0x0D, Constant = 0x41, Subtract = 0x6B, Tee = 0x22, End = 0x0B, Empty = 0x40;

    private readonly Function _function;
    private readonly Value[] _arguments;
    private readonly Value[] _results;

    public OperationLoop(Engine engine, Store store, Opcode opcode)
    {
        Opcode = opcode;
        var type = TypeOf(opcode);
        var module = WasmModule.Compile(engine, Module((byte)opcode, type));
        _function = new Linker(store).Instantiate(module).GetFunction("f");
        _arguments = [Number(type, 1_000_003), Number(type, 17), 0];
        _results = new Value[1];
    }

    /// <summary>The numeric instructions whose operands and result are of the same type (binary format, 5.4.7).</summary>
    public static IReadOnlyList<Opcode> Opcodes { get; } = [.. Enum.GetValues<Opcode>().Where(opcode => opcode is >= Opcode.I32Clz and <= Opcode.F64Copysign)];

    public Opcode Opcode { get; }

    /// <summary>The name of the instruction's micro-op: I32RemS is i32_rem_s.</summary>
    public static string NameOf(Opcode opcode)
    {
        var name = new StringBuilder();
        foreach (var letter in opcode.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    /// <summary>Runs the loop.</summary>
    /// <param name="passes">How often.</param>
    /// <returns>The seconds that it took.</returns>
    public double Run(int passes)
    {
        _arguments[2] = passes;
        var start = Stopwatch.GetTimestamp();
        _function.Invoke(_arguments, _results);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static ValueKind TypeOf(Opcode opcode) =>
        opcode <= Opcode.I32Rotr ? ValueKind.I32 : opcode <= Opcode.I64Rotr ? ValueKind.I64 : opcode <= Opcode.F32Copysign ? ValueKind.F32 : ValueKind.F64;

    private static bool IsUnary(Opcode opcode) => opcode
        is <= Opcode.I32Popcnt or >= Opcode.I64Clz and <= Opcode.I64Popcnt or >= Opcode.F32Abs and <= Opcode.F32Sqrt or >= Opcode.F64Abs and <= Opcode.F64Sqrt;

    private static Value Number(ValueKind type, int number) => type switch
    {
        ValueKind.I32 => (Value)number,
        ValueKind.I64 => (long)number,
        ValueKind.F32 => (float)number,
        _ => (double)number,
    };

    // An instruction of one operand goes without the local.
    // (func (export "f") (param $a T) (param $b T) (param $n i32) (result T)
    //   (loop (local.set $a (op (op ... $b) $b)) (br_if 0 (local.tee $n (i32.sub $n 1)))) $a)
    private static byte[] Module(byte opcode, ValueKind type)
    {
        var kind = (byte)type;
        byte[] row = [.. Enumerable.Range(0, Length).SelectMany(_ => IsUnary((Opcode)opcode) ? new[] { opcode } : [Local, 1, opcode])];
        byte[] body =
        [
            0, Loop, Empty, Local, 0, .. row, SetLocal, 0, Local, 2, Constant, 1, Subtract, Tee, 2, BranchIf, 0, End, Local, 0, End,
        ];
        return
        [
            0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00,
            1, 8, 1, 0x60, 3, kind, kind, (byte)ValueKind.I32, 1, kind,
            3, 2, 1, 0,
            7, 5, 1, 1, (byte)'f', 0, 0,
            10, .. Length7(body.Length + 3), 1, .. Length7(body.Length), .. body,
        ];
    }

    // Two bytes hold any length of up to 16383 (LEB128, 5.2.2).
    private static byte[] Length7(int length) => [(byte)(length | 0x80), (byte)(length >> 7)];
}
