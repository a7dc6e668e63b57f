using System.Text;
using StencilJit.Testing.Wasm;
using StencilJit.Wasm.Binary;

namespace StencilJit.Wasm.Tests;

/// <summary>Writes small modules in the binary format, sections in the order in which they are added.</summary>
internal sealed class ModuleBuilder
{
    private readonly List<byte> _bytes = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00];

    /// <summary>A module of functions of one type, in the order given, of which the first is exported as "f".</summary>
    public static byte[] Functions(FunctionType type, params byte[][] bodies)
    {
        var builder = new ModuleBuilder()
            .Section(SectionId.Type, Vector([Type(type)]))
            .Section(SectionId.Function, [(byte)bodies.Length, .. new byte[bodies.Length]])
            .Section(SectionId.Memory, [1, 0, 1])
            .Section(SectionId.Export, [1, .. Name("f"), 0, 0]);
        return builder.Section(SectionId.Code, Vector(bodies.Select(body => (byte[])[.. U32((uint)body.Length), .. body]))).ToArray();
    }

    /// <summary>A section with its id and size.</summary>
    public ModuleBuilder Section(SectionId id, byte[] contents)
    {
        _bytes.Add((byte)id);
        _bytes.AddRange(U32((uint)contents.Length));
        _bytes.AddRange(contents);
        return this;
    }

    public ModuleBuilder Custom(string name, byte[] contents) => Section(SectionId.Custom, [.. Name(name), .. contents]);

    public byte[] ToArray() => [.. _bytes];

    public static byte[] Vector(IEnumerable<byte[]> items)
    {
        var all = items.ToArray();
        return [.. U32((uint)all.Length), .. all.SelectMany(item => item)];
    }

    public static byte[] Type(FunctionType type) =>
        [0x60, .. Kinds(type.Parameters.AsSpan()), .. Kinds(type.Results.AsSpan())];

    public static byte[] Name(string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        return [.. U32((uint)utf8.Length), .. utf8];
    }

    public static byte[] U32(uint value) => Leb128Writer.Unsigned(value);

    public static byte[] S32(int value) => Leb128Writer.Signed(value);

    public static byte[] S64(long value) => Leb128Writer.Signed(value);

    private static byte[] Kinds(ReadOnlySpan<ValueKind> kinds)
    {
        var bytes = new List<byte>(U32((uint)kinds.Length));
        foreach (var kind in kinds)
            bytes.Add((byte)kind);
        return [.. bytes];
    }
}
