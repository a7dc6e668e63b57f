using System.Buffers.Binary;
using System.IO.Pipes;
using System.Text;
using StencilJit.Runtime.Tracing;
using static StencilJit.Runtime.Tests.TestHeap;

namespace StencilJit.Runtime.Tests;

public sealed class StitchTraceTests
{
    private static readonly StitchTrace Sample = NewSample();

    [Fact]
    public void A_trace_is_read_as_it_was_written()
    {
        var read = StitchTrace.Read(new MemoryStream(Write(Sample)));
        Assert.Equal(Describe(Sample), Describe(read));
        Assert.Equal(2, read.Blocks.Count);
        Assert.Equal("source", Encoding.UTF8.GetString(read.Blocks[0].Source!.Content.Span));
        Assert.Null(read.Blocks[1].Source);
        Assert.Empty(StitchTrace.Read(new MemoryStream(Write(new StitchTrace()))).Blocks);
    }

    [Fact]
    public void A_large_trace_is_read_as_it_was_written_and_takes_few_bytes_an_entry()
    {
        const int Count = 100_000;
        using var heap = new CodeHeap(Size);
        var log = new StitchLog();
        using var writer = heap.Install(Set.Table).CreateWriter(8 << 20, log);
        for (int i = 0; i < Count; i++)
        {
            log.Source = i;
            writer.Emit(Set.Constant, (ulong)i);
        }

        writer.Commit();
        byte[] bytes = Write(log.ToTrace());
        var block = StitchTrace.Read(new MemoryStream(bytes)).Blocks[0];
        Assert.Equal(Count, block.Count);
        Assert.All(block, entry => Assert.Equal((ulong)entry.Source, entry.Values[0]));
        Assert.InRange(bytes.Length - block.Code.Length, Count, 10 * Count);
    }

    [Fact]
    public void A_trace_of_another_version_or_what_is_none_is_refused()
    {
        byte[] bytes = Write(Sample);
        bytes[8] = 2;
        Assert.Contains("version 2, but this reads version 1", Refusal(bytes));
        Assert.Contains("no trace", Refusal([]));
        Assert.Contains("no trace", Refusal("\0asm\x01\0\0\0"u8.ToArray()));
        Assert.Contains("cut off", Refusal("SJTRACE\n"u8.ToArray()));
    }

    [Fact]
    public void A_trace_with_a_changed_byte_or_cut_off_anywhere_is_refused()
    {
        byte[] bytes = Write(Sample);
        for (int i = 0; i < bytes.Length; i++)
        {
            Refusal(bytes[..i]);
            foreach (byte flip in (byte[])[0x01, 0x80, 0xFF])
            {
                bytes[i] ^= flip;
                Refusal(bytes);
                bytes[i] ^= flip;
            }
        }
    }

    [Fact]
    public void What_a_right_checksum_hides_is_refused_or_holds_together()
    {
        byte[] bytes = Write(Sample);
        int refused = 0;
        for (int i = 12; i < bytes.Length - 4; i++)
        {
            byte before = bytes[i];
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF, (byte)(before + 1), (byte)(before - 1), (byte)(before ^ 0x80)])
            {
                bytes[i] = value;
                refused += IsRead(Sealed(bytes)) ? 0 : 1;
            }

            bytes[i] = before;
        }

        for (int length = 12; length < bytes.Length - 4; length++)
            Assert.False(IsRead(Sealed(bytes[..(length + 4)])), $"accepted with {length} bytes");
        Assert.False(IsRead(Sealed([.. bytes, 0])));
        Assert.True(refused > bytes.Length, $"{refused} refused");
    }

    [Fact]
    public void Random_bytes_behind_the_header_are_refused_or_hold_together()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. "SJTRACE\n"u8, 1, 0, 0, 0, 1, .. Enumerable.Repeat((byte)0, random.Next(80)), 0, 0, 0, 0];
            random.NextBytes(bytes.AsSpan(13));
            IsRead(Sealed(bytes));
        }
    }

    [Fact]
    public void A_saved_trace_is_a_new_file_or_replaces_one_and_leaves_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("stenciljit-trace-");
        try
        {
            string path = Path.Combine(folder.FullName, "a.trace");
            Sample.Save(path);
            Assert.Equal(2, StitchTrace.Load(path).Blocks.Count);
            new StitchTrace(Sample.Blocks[1]).Save(path);
            Assert.Equal(Describe(new StitchTrace(Sample.Blocks[1])), Describe(StitchTrace.Load(path)));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_trace_that_cannot_be_saved_leaves_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("stenciljit-trace-");
        try
        {
            string taken = folder.CreateSubdirectory("taken").FullName;
            Assert.ThrowsAny<IOException>(() => Sample.Save(taken));
            Assert.ThrowsAny<IOException>(() => Sample.Save(Path.Combine(folder.FullName, "missing", "a.trace")));
            Assert.Equal([taken], Directory.GetFileSystemEntries(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Saving_follows_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var folder = Directory.CreateTempSubdirectory("stenciljit-trace-");
        try
        {
            string target = Path.Combine(folder.FullName, "target"), link = Path.Combine(folder.FullName, "link");
            File.CreateSymbolicLink(link, target);
            Sample.Save(link);
            Assert.Equal(target, File.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName);
            Assert.Equal(2, StitchTrace.Load(target).Blocks.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_open_already_is_written_to_and_not_replaced()
    {
        Assert.SkipUnless(Directory.Exists("/dev/fd"), "There is no /dev/fd on this system.");
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        var reading = Task.Run(() => StitchTrace.Read(reader), TestContext.Current.CancellationToken);
        using (var writer = reader.ClientSafePipeHandle)
            Sample.Save($"/dev/fd/{writer.DangerousGetHandle()}");
        Assert.Equal(Describe(Sample), Describe(await reading));
    }

    private static StitchTrace NewSample()
    {
        using var heap = new CodeHeap(Size);
        var image = heap.Install(Set.Table);
        var log = new StitchLog { Document = new StitchSource("text", "source"u8.ToArray()) };
        using (var writer = image.CreateWriter(4096, log))
        {
            log.BeginRegion("name", 12);
            log.Source = 1000;
            StitchLogTests.EmitSomeOfEverything(writer);
            log.BeginRegion("größer", -1);
            log.Source = 3;
            writer.Emit(Set.Return);
            writer.Commit();
        }

        log.Document = null;
        using var second = image.CreateWriter(64, log);
        second.Emit(Set.Constant, ulong.MaxValue);
        second.Commit();
        return log.ToTrace();
    }

    private static byte[] Write(StitchTrace trace)
    {
        using var stream = new MemoryStream();
        trace.Write(stream);
        return stream.ToArray();
    }

    private static string Refusal(byte[] bytes) =>
        Assert.Throws<StitchTraceFormatException>(() => StitchTrace.Read(new MemoryStream(bytes))).Message;

    /// <summary>Whether it is read; then everything in it can be looked at, and it is written as the same again.</summary>
    private static bool IsRead(byte[] bytes)
    {
        try
        {
            var trace = StitchTrace.Read(new MemoryStream(bytes));
            Assert.Equal(Describe(trace), Describe(StitchTrace.Read(new MemoryStream(Write(trace)))));
            Assert.All(trace.Blocks, block => Assert.Equal(block.Code.Length, block.Sum(entry => entry.Length)));
            return true;
        }
        catch (StitchTraceFormatException)
        {
            return false;
        }
    }

    /// <summary>Makes the last four bytes the checksum of the others.</summary>
    private static byte[] Sealed(byte[] bytes)
    {
        uint checksum = ~TraceFormat.Checksum(TraceFormat.NoBytes, bytes.AsSpan(0, bytes.Length - 4));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), checksum);
        return bytes;
    }

    private static string Describe(StitchTrace trace)
    {
        var text = new StringBuilder();
        foreach (var block in trace.Blocks)
        {
            text.AppendLine($"{block.SetName} {block.VariantCount} {block.Architecture} {block.Address:x} {Convert.ToHexString(block.Code.Span)}");
            text.AppendLine($"{block.Source?.Format} {(block.Source is null ? "" : Convert.ToHexString(block.Source.Content.Span))}");
            foreach (var region in block.Regions)
                text.AppendLine($"{region}");
            foreach (var entry in block)
            {
                var targets = Enumerable.Range(0, entry.TargetCount).Select(entry.Target);
                text.Append($"{entry.Offset} {Convert.ToHexString(entry.Code)} {entry.Variant} {entry.Source} ");
                text.AppendLine($"[{string.Join(' ', entry.Values.ToArray())}] [{string.Join(' ', targets)}]");
            }
        }

        return text.ToString();
    }
}
