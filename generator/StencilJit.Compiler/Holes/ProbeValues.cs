using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using StencilJit.Model;

namespace StencilJit.Compiler.Holes;

/// <summary>
/// The values that probes give to holes: the same in every build, different for every hole and probe, and with nothing
/// special about them that a code generator could use.
/// </summary>
internal static class ProbeValues
{
    /// <summary>How many probes there are; the last one is held out to prove what the others suggest.</summary>
    public const int Count = 3;

    // By 1 to 3 bits addresses shift, by whole bytes other instructions may.
    private static readonly ulong[] Shifts32 = [.. Shifts(32)];
    private static readonly ulong[] Shifts64 = [.. Shifts(64)];

    // What every access has room for, of any size.
    private static readonly ulong[] Shorts = [.. Enumerable.Range(1, 15).Select(word => (ulong)word * 8)];

    // Of both signs, and none that an increment adds.
    private static readonly ulong[] Bytes = [.. Enumerable.Range(-15, 30).Select(value => (ulong)((value * 8L) + 3))];

    public static ulong Value(Hole hole, int probe)
    {
        if (hole.Kind is HoleKind.Shift32 or HoleKind.Shift64)
            return OneOf(hole.Kind == HoleKind.Shift32 ? Shifts32 : Shifts64, hole, probe);
        if (hole.Kind == HoleKind.Short)
            return OneOf(Shorts, hole, probe);
        if (hole.Kind == HoleKind.I8)
            return OneOf(Bytes, hole, probe);
        for (var attempt = 0; ; attempt++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{hole.Name} {hole.Kind} {probe} {attempt}"));
            var value = Shape(hole.Kind, BinaryPrimitives.ReadUInt64LittleEndian(hash), probe);
            if (IsOrdinary(hole.Kind, value))
                return value;
        }
    }

    private static ulong Shape(HoleKind kind, ulong random, int probe)
    {
        // Both signs, in the probes that suggest and in those that prove: an encoding that fits one only must not pass.
        var sign = (ulong)(probe & 1);
        return kind switch
        {
            HoleKind.I32 => (ulong)(int)((random & 0x7FFF_FFFF) | (sign << 31)),
            HoleKind.U32 => (random & 0x7FFF_FFFF) | (sign << 31),
            HoleKind.Offset => (random & 0x3FFF_FFFF) | 0x4000_0000,
            HoleKind.Near => 272 + random % ((4096 - 272) / 8) * 8,
            HoleKind.Pages => (1 + random % 4095) * 4096,
            HoleKind.Slot => 272 + random % ((16376 - 272) / 8) * 8,
            _ => (random & 0x7FFF_FFFF_FFFF_FFFF) | (sign << 63),
        };
    }

    private static IEnumerable<ulong> Shifts(int width) => Enumerable.Range(5, width - 6).Where(count => count % 8 != 0).Select(count => (ulong)count);

    /// <summary>Few values, so that chance would give the same one twice: a third of them apart.</summary>
    private static ulong OneOf(ulong[] values, Hole hole, int probe)
    {
        var first = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(hole.Name)));
        return values[(first % (uint)values.Length + (uint)(probe * values.Length / Count)) % (uint)values.Length];
    }

    // 16-bit parts of all zeros or ones make shorter moves; bytes that repeat make logical immediates.
    private static bool IsOrdinary(HoleKind kind, ulong value)
    {
        if (kind is HoleKind.Near or HoleKind.Pages or HoleKind.Slot)
            return true;
        var parts = kind is HoleKind.I64 or HoleKind.U64 or HoleKind.Address ? 4 : 2;
        var seen = new HashSet<ulong> { 0, 0xFFFF };
        for (var part = 0; part < parts; part++)
            if (!seen.Add((value >> (16 * part)) & 0xFFFF))
                return false;
        return true;
    }
}
