namespace StencilJit.Runtime.Tracing;

/// <summary>Writes traces.</summary>
internal static class TraceWriter
{
    public static void Write(StitchTrace trace, Stream stream)
    {
        var output = new TraceOutput(stream);
        output.Bytes(TraceFormat.Magic);
        output.Word32(TraceFormat.Version);
        output.Number((ulong)trace.Blocks.Count);
        foreach (StitchBlock block in trace.Blocks)
            Write(block, output);
        output.Finish();
    }

    private static void Write(StitchBlock block, TraceOutput output)
    {
        output.Text(block.SetName);
        output.Number((ulong)block.VariantCount);
        output.Text(block.Architecture.ToString().ToLowerInvariant());
        output.Word64(block.Address);
        output.Blob(block.Code.Span);
        output.Text(block.Source?.Format ?? "");
        output.Blob(block.Source is { } source ? source.Content.Span : default);

        output.Number((ulong)block.Regions.Count);
        int last = 0;
        foreach (StitchRegion region in block.Regions)
        {
            output.Text(region.Name);
            output.Signed(region.Id);
            output.Number((ulong)(region.Offset - last));
            last = region.Offset;
        }

        output.Number((ulong)block.Count);
        long before = StitchEntry.NoSource;
        foreach (ref readonly StitchRecord record in block.Records)
        {
            output.Number((ulong)(record.Variant + 1));
            output.Number(record.Length);
            output.Signed(record.Source - before);
            before = record.Source;
            output.Number(record.ValueCount);
            output.Number(record.TargetCount);
            foreach (ulong value in block.Values.Slice(record.FirstValue, record.ValueCount))
                output.Signed((long)value);
            foreach (ulong target in block.Values.Slice(record.FirstValue + record.ValueCount, record.TargetCount))
                output.Signed((long)target - record.Offset);
        }
    }
}
