using System.Text;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm;

/// <summary>
/// The names that the custom section "name" gives for debugging (appendix, 7.4.1). A damaged one gives the names before
/// the damage: it never makes a module invalid.
/// </summary>
internal sealed unsafe class NameSection
{
    private const byte ModuleName = 0;
    private const byte FunctionNames = 1;

    private readonly ReadOnlyMemory<byte> _section;
    private readonly Dictionary<int, (int Offset, int Length)> _functions = [];

    private NameSection(ReadOnlyMemory<byte> section) => _section = section;

    /// <summary>The module's own name, if it has one.</summary>
    public string? Module { get; private set; }

    public static NameSection Read(ReadOnlyMemory<byte> section)
    {
        var names = new NameSection(section);
        fixed (byte* start = section.Span)
        {
            try
            {
                names.ReadSubsections(new ByteReader(start, 0, section.Length));
            }
            catch (WasmFormatException)
            {
                // What was read so far stands.
            }
        }

        return names;
    }

    /// <summary>The name of a function, if it has one.</summary>
    public string? Function(int index) =>
        _functions.TryGetValue(index, out var name)
            ? Encoding.UTF8.GetString(_section.Span.Slice(name.Offset, name.Length))
            : null;

    private void ReadSubsections(ByteReader reader)
    {
        while (!reader.IsAtEnd)
        {
            var id = reader.ReadByte();
            var part = reader.Split(reader.ReadCount());
            if (id == ModuleName)
                Module = part.ReadName();
            else if (id == FunctionNames)
                ReadFunctions(part);
        }
    }

    private void ReadFunctions(ByteReader part)
    {
        for (var count = part.ReadCount(); count > 0; count--)
        {
            var index = part.ReadIndex();
            var length = part.ReadCount();
            _functions.TryAdd(index, (part.Offset, length));
            part.ReadBytes(length);
        }
    }
}
