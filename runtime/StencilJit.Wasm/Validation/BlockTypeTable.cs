using System.Runtime.CompilerServices;

namespace StencilJit.Wasm.Validation;

/// <summary>
/// The types that blocks may have (5.4.1), by numbers: first those that have an encoding of their own, then those that the module
/// declares.
/// </summary>
internal sealed class BlockTypeTable
{
    /// <summary>The number of the type of blocks that take and give nothing.</summary>
    public const int Empty = 0;

    /// <summary>The last one of the types of blocks that give nothing or a number: those that blocks mostly have.</summary>
    public const int LastNumber = 4;

    // The numbers of such blocks with a result are as far from this as the encodings of their results.
    private const int BehindNumbers = 0x80;

    private const int FirstDeclared = 7;

    private readonly FunctionType[] _types;

    public BlockTypeTable(Module module) => _types =
        [
            BlockTypes.Empty, BlockTypes.Of(ValueKind.I32), BlockTypes.Of(ValueKind.I64), BlockTypes.Of(ValueKind.F32),
            BlockTypes.Of(ValueKind.F64), BlockTypes.Of(ValueKind.FuncRef), BlockTypes.Of(ValueKind.ExternRef), .. module.Types,
        ];

    public FunctionType this[int number] => _types[number];

    /// <summary>The number of the type with an encoding, if that is one of those up to <see cref="LastNumber"/>; otherwise more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NumberOf(byte encoding)
    {
        if (encoding == BlockTypes.EmptyEncoding)
            return Empty;
        uint number = BehindNumbers - (uint)encoding;
        return number - 1 < LastNumber ? number : uint.MaxValue;
    }

    /// <summary>What blocks of a type give that is neither <see cref="Empty"/> nor more than <see cref="LastNumber"/>.</summary>
    public static ValueKind ResultOf(int number) => (ValueKind)(BehindNumbers - number);

    /// <summary>The number of the type of blocks that give one value and take nothing.</summary>
    public static int NumberOf(ValueKind result) => result switch
    {
        ValueKind.I32 => 1,
        ValueKind.I64 => 2,
        ValueKind.F32 => 3,
        ValueKind.F64 => 4,
        ValueKind.FuncRef => 5,
        _ => 6,
    };

    /// <summary>The number of a type that the module declares.</summary>
    public static int NumberOfDeclared(int index) => FirstDeclared + index;
}
