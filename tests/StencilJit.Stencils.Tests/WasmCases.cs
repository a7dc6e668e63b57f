using System.Text.RegularExpressions;
using StencilJit.Stencils.Replay;

namespace StencilJit.Stencils.Tests;

/// <summary>The WebAssembly set's memory: frame, linear memory, an instance with fields, and what these point to (wasm.h).</summary>
internal sealed partial class WasmCases : ISetCases
{
    private const ulong Margin = 0x1_0000;
    private const ulong Frame = 0x20_0000_0000 + Margin;
    private const ulong Instance = 0x21_0000_0000 + Margin;
    private const ulong Memory = 0x22_0000_0000 + Margin;
    private const ulong Objects = 0x24_0000_0000 + Margin;
    private const ulong Context = Objects;
    private const ulong Cell = Objects + 0x100;
    private const ulong Table = Objects + 0x200;
    private const ulong Elements = Objects + 0x300;
    private const ulong HighestOffset = 0x7FFF_FFFF;

    /// <summary>Offsets where encodings change: 8 bits, 12 bits, 12 bits scaled by 8, 16 bits, the highest.</summary>
    private static readonly ulong[] FieldOffsets = [32, 248, 256, 4088, 4096, 32760, 32768, 65528, 65536, 0x7FFF_FFF8];

    private static readonly ulong[] ShortSlots = [0, 8, 64, 120];

    private static readonly ulong[] NearFieldOffsets = [32, 248, 256, 4088];

    public IReadOnlyList<Region> Regions { get; } =
    [
        new Region(Frame - Margin, 0x8000_0000 + 2 * Margin),
        new Region(Instance - Margin, 0x8000_0000 + 2 * Margin),
        new Region(Memory - Margin, 0x1_0000_0000 + 2 * Margin),
        new Region(Objects - Margin, 2 * Margin),
    ];

    public IReadOnlyDictionary<string, ulong> Pinned { get; } = new Dictionary<string, ulong>
    {
        ["frame"] = Frame,
        ["memory"] = Memory,
        ["instance"] = Instance,
    };

    public IEnumerable<Case>? Cases(Signature signature) => signature.Name switch
    {
        "memory_size" => new ulong[] { 0, 1, 7, 32768, 65536 }.Select(pages => new Case([], [], [(Instance, pages << 16)])),
        "zero_slot" => Offsets(16376).Select(slot => new Case([], [("slot", slot)], [(Frame + slot, ulong.MaxValue)])),
        "zero_slots" => ZeroSlots(),
        "function_enter" => FunctionEnter(),
        "load_slot_far_i" or "load_slot_far_f" => Offsets(0x7FFF_FFF8).SelectMany(slot => Patterns.Select(value => new Case([], [("slot", slot)], [(Frame + slot, value)]))),
        "store_slot_far_i" or "store_slot_far_f" => Offsets(0x7FFF_FFF8).SelectMany(slot => Patterns.Select(value => new Case([value], [("slot", slot)], [(Frame + slot, 0x5555)]))),
        "global_get_i" or "global_get_f" => GlobalGet(FieldOffsets),
        "global_set_i" or "global_set_f" => GlobalSet(FieldOffsets),
        "load_slot_short_i32" or "load_slot_short_i64" or "load_slot_short_f" => ShortSlots.SelectMany(slot => Patterns.Select(value => new Case([], [("slot", slot)], [(Frame + slot, value)]))),
        "store_slot_short_i" or "store_slot_short_f" => ShortSlots.SelectMany(slot => Patterns.Select(value => new Case([value], [("slot", slot)], [(Frame + slot, 0x5555)]))),
        "global_get_i_near" or "global_get_f_near" => GlobalGet(NearFieldOffsets),
        "global_set_i_near" or "global_set_f_near" => GlobalSet(NearFieldOffsets),
        "const_pooled_i" or "const_pooled_f" => NearFieldOffsets.SelectMany(field => Patterns.Select(value => new Case([], [("constant", field)], [(Instance + field, value)]))),
        "ref_func" => FieldOffsets.SelectMany(field => Patterns.Select(value => new Case([], [("function", field)], [(Instance + field, value)]))),
        "table_get" => TableCases(index => [index]),
        "table_set" => TableCases(index => [index, 0x1122_3344_5566_7788]),
        "table_size" => TableCases(_ => []),
        _ => MemoryCases(signature),
    };

    public bool GivesAnyNaN(string op) => Arithmetic().IsMatch(op);

    private static ulong[] Patterns { get; } = [0x8182_8384_8586_8788, 0x7FF0_0000_7F80_0001, 0x0102_0304];

    private static IEnumerable<ulong> Offsets(ulong highest) => new ulong[] { 0, 8, 248, 256, 4088, 4096, 16376, 32768, 0x7FFF_FFF8 }.Where(offset => offset <= highest);

    private static IEnumerable<Case> GlobalGet(IEnumerable<ulong> fields) =>
        fields.SelectMany(field => Patterns.Select(value => new Case([], [("global", field)], [(Instance + field, Cell), (Cell, value)])));

    private static IEnumerable<Case> GlobalSet(IEnumerable<ulong> fields) =>
        fields.SelectMany(field => Patterns.Select(value => new Case([value], [("global", field)], [(Instance + field, Cell), (Cell, 0x5555)])));

    private static IEnumerable<Case> ZeroSlots() =>
        from first in Offsets(4096)
        from count in new ulong[] { 1, 2, 7 }
        select new Case([], [("count", count), ("first", first)], [.. Enumerable.Range(0, (int)count + 2).Select(i => (Frame + first + 8 * (ulong)i, 0x5555UL))]);

    private static IEnumerable<Case> FunctionEnter() =>
        from size in new ulong[] { 0, 8, 4088, 4096, 0x7FFF_FFF8 }
        from limit in new ulong[] { Frame + size - 8, Frame + size, Frame + size + 8, 0, ulong.MaxValue }
        select new Case([], [("size", size)], [(Instance + 16, Context), (Context + 16, limit)]);

    private static IEnumerable<Case> TableCases(Func<ulong, ulong[]> operands) =>
        from field in FieldOffsets
        from length in new ulong[] { 0, 1, 3 }
        from index in new ulong[] { 0, 1, 2, 3, 0x7FFF_FFFF, 0xFFFF_FFFF }
        select new Case(operands(index), [("table", field)], [(Instance + field, Table), (Table, Elements), (Table + 8, length), .. Enumerable.Range(0, 4).Select(i => (Elements + 8 * (ulong)i, 0xABCD_0000UL + (ulong)i))]);

    /// <summary>Loads and stores: offsets at the ends of encodings, addresses at the ends of memory.</summary>
    private static IEnumerable<Case>? MemoryCases(Signature signature)
    {
        if (Access().Match(signature.Name) is not { Success: true } match)
            return null;
        var size = ulong.Parse(match.Groups["bits"].Value is { Length: > 0 } bits ? bits : match.Groups["type"].Value) / 8;
        ulong[] offsets = match.Groups["bare"].Success ? [0]
            : match.Groups["short"].Success ? [0, size, 64, 128 - size]
            : match.Groups["near"].Success ? [0, size, 256, 4096 - (2 * size)]
            : [0, 1, 255, 256, 4095, 4096, 65535, HighestOffset - size];
        if (match.Groups["far"].Success)
            offsets = [.. new ulong[] { 0, 0x1000, 0x1_0000, 0xFF_F000 }.SelectMany(page => new[] { page, page + (4096 - (2 * size)) })];
        if (match.Groups["element"].Success)
            return ElementCases(signature, size, offsets);
        if (match.Groups["free"].Success)
            return FreeCases(signature, size, offsets);
        return
            from memorySize in new ulong[] { 0, 0x1_0000, 0x1_0000_0000 }
            from offset in offsets
            from address in Addresses(memorySize, offset + size)
            from pattern in Patterns
            select new Case(
                signature.Operands.Count == 2 ? [address, pattern & signature.Operands[1].Type.Mask()] : [address],
                [("end", offset + size), ("offset", offset)],
                [(Instance, memorySize), .. Surroundings(address + offset, size, memorySize, signature.Operands.Count == 2 ? 0x5555_6666_7777_8888 : pattern)]);
    }

    /// <summary>Accesses without a check, all within the memory: `_at` has no address but its offset.</summary>
    private static IEnumerable<Case> FreeCases(Signature signature, ulong size, ulong[] offsets)
    {
        var isStore = signature.Result == OperandType.Void;
        var hasAddress = signature.Operands.Count == (isStore ? 2 : 1);
        return
            from offset in offsets
            from address in hasAddress ? Addresses(0x1_0000_0000, offset + size) : [0]
            where address + offset + size <= 0x1_0000_0000
            from pattern in Patterns
            select new Case(
                [.. hasAddress ? [address] : Array.Empty<ulong>(), .. isStore ? [pattern & signature.Operands[^1].Type.Mask()] : Array.Empty<ulong>()],
                Holes(signature, size, offset),
                Surroundings(address + offset, size, 0x1_0000_0000, isStore ? 0x5555_6666_7777_8888 : pattern));
    }

    /// <summary>Elements of arrays, all within the memory.</summary>
    private static IEnumerable<Case> ElementCases(Signature signature, ulong size, ulong[] offsets) =>
        from offset in offsets
        from address in Addresses(0x1_0000_0000, offset + size)
        where address % size == 0 && address + offset + size <= 0x1_0000_0000
        from pattern in Patterns
        select new Case([address / size], Holes(signature, size, offset), Surroundings(address + offset, size, 0x1_0000_0000, pattern));

    private static (string, ulong)[] Holes(Signature signature, ulong size, ulong offset)
    {
        var page = signature.Name.EndsWith("_far", StringComparison.Ordinal) ? offset & ~0xFFFUL : 0;
        return [("last", offset - page + size - 1), ("offset", offset - page), ("page", page)];
    }

    private static IEnumerable<ulong> Addresses(ulong memorySize, ulong end)
    {
        ulong[] addresses = [0, 1, 0x1234, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, memorySize - end - 1, memorySize - end, memorySize - end + 1, memorySize - 1, memorySize];
        return addresses.Where(address => address <= uint.MaxValue).Distinct();
    }

    /// <summary>The words that an access touches, where it is in bounds.</summary>
    private static (ulong, ulong)[] Surroundings(ulong start, ulong size, ulong memorySize, ulong pattern)
    {
        if (start + size > memorySize)
            return [];
        var first = Memory + (start & ~7UL);
        return start % 8 + size <= 8 ? [(first, pattern)] : [(first, pattern), (first + 8, ulong.RotateLeft(pattern, 20))];
    }

    [GeneratedRegex(@"^[if](?<type>32|64)_(load|store)(?<bits>8|16|32)?(_[su])?((?<free>_unchecked|(?<bare>_bare)|(?<far>_far)|_at|(?<near>_near)|(?<short>_short))|(?<near>_near)_checked|(?<element>_element)((?<near>_near)|(?<far>_far)|(?<short>_short))?)?$")]
    private static partial Regex Access();

    [GeneratedRegex(@"^f(32|64)_(add|sub|mul|div|min|max|sqrt|ceil|floor|trunc|nearest|demote_f64|promote_f32)$")]
    private static partial Regex Arithmetic();
}
