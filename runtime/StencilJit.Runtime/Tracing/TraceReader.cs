using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace StencilJit.Runtime.Tracing;

/// <summary>Reads traces, and refuses what does not hold together.</summary>
internal static class TraceReader
{
    private const int LeastBlockBytes = 16;
    private const int LeastRegionBytes = 3;
    private const int LeastEntryBytes = 5;

    /// <summary>Magic and version.</summary>
    public static int HeaderLength => TraceFormat.Magic.Length + sizeof(uint);

    public static StitchTrace Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(TraceFormat.Magic))
            throw new StitchTraceFormatException("This is no trace of stitched code: it does not start with SJTRACE and a line feed.");
        if (bytes.Length < HeaderLength + TraceFormat.ChecksumLength)
            throw new StitchTraceFormatException($"The trace is cut off: it has {bytes.Length} bytes only. Record it again.");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[TraceFormat.Magic.Length..]);
        if (version != TraceFormat.Version)
        {
            throw new StitchTraceFormatException(
                $"The trace is of version {version}, but this reads version {TraceFormat.Version}: "
                + "record and read it with the same release of StencilJit.");
        }

        var contents = bytes[..^TraceFormat.ChecksumLength];
        if (~TraceFormat.Checksum(TraceFormat.NoBytes, contents) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[contents.Length..]))
            throw new StitchTraceFormatException("The trace is damaged or cut off: its checksum does not match. Record it again.");

        var input = new TraceInput(contents[HeaderLength..]);
        var blocks = new StitchBlock[input.Count(LeastBlockBytes, "the number of blocks")];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = ReadBlock(ref input);
        return input.IsAtEnd ? new StitchTrace(blocks) : throw input.Damaged("it goes on behind the last block");
    }

    private static StitchBlock ReadBlock(ref TraceInput input)
    {
        string name = input.Text();
        int variants = input.Number(int.MaxValue, "the number of variants");
        Architecture architecture = ReadArchitecture(ref input);
        long address = input.Word64();
        byte[] code = input.Blob().ToArray();
        string format = input.Text();
        byte[] content = input.Blob().ToArray();
        StitchRegion[] regions = ReadRegions(ref input, code.Length);
        var records = new StitchRecord[input.Count(LeastEntryBytes, "the number of entries")];
        var values = new List<ulong>();
        int offset = 0;
        long source = StitchEntry.NoSource;
        foreach (ref StitchRecord record in records.AsSpan())
        {
            record = ReadEntry(ref input, variants, code.Length, offset, source, values);
            offset = record.End;
            source = record.Source;
        }

        if (offset != code.Length)
            throw input.Damaged($"entries cover {offset} of {code.Length} bytes of code");
        return new StitchBlock(records, [.. values], regions)
        {
            SetName = name,
            VariantCount = variants,
            Architecture = architecture,
            Address = address,
            Code = code,
            Source = format.Length == 0 ? null : new StitchSource(format, content),
        };
    }

    private static StitchRecord ReadEntry(
        ref TraceInput input, int variants, int codeLength, int offset, long sourceBefore, List<ulong> values)
    {
        int variant = input.Number(variants, "a variant") - 1;
        int length = input.Number(Math.Min(codeLength - offset, ushort.MaxValue), "an entry's length");
        long source = sourceBefore + input.Signed();
        var record = new StitchRecord
        {
            Source = source,
            Offset = offset,
            Variant = variant,
            FirstValue = values.Count,
            Length = (ushort)length,
            ValueCount = (byte)input.Number(byte.MaxValue, "the number of values"),
            TargetCount = (byte)input.Number(byte.MaxValue, "the number of targets"),
        };
        for (int i = 0; i < record.ValueCount; i++)
            values.Add((ulong)input.Signed());
        for (int i = 0; i < record.TargetCount; i++)
        {
            long target = offset + input.Signed();
            values.Add(target >= 0 && target <= codeLength ? (ulong)target : throw input.Damaged($"a branch goes to {target}"));
        }

        return record;
    }

    private static StitchRegion[] ReadRegions(ref TraceInput input, int codeLength)
    {
        var regions = new StitchRegion[input.Count(LeastRegionBytes, "the number of regions")];
        int offset = 0;
        for (int i = 0; i < regions.Length; i++)
        {
            string name = input.Text();
            long id = input.Signed();
            offset += input.Number(codeLength - offset, "the distance of a region");
            regions[i] = new StitchRegion(name, id, offset, 0);
        }

        StitchLog.Measure(regions, codeLength);
        return regions;
    }

    private static Architecture ReadArchitecture(ref TraceInput input) => input.Text() switch
    {
        "x64" => Architecture.X64,
        "arm64" => Architecture.Arm64,
        var other => throw input.Damaged($"there is no architecture '{other}'"),
    };
}
