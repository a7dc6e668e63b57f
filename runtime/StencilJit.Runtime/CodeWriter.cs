using System.Runtime.CompilerServices;
using StencilJit.Runtime.Patching;
using StencilJit.Runtime.Tracing;

namespace StencilJit.Runtime;

/// <summary>
/// Stitches stencils into one piece of code. Made by <see cref="StencilImage.CreateWriter"/>, used by one thread at a
/// time; ends with <see cref="Commit"/>, or with <see cref="Dispose"/> where the code is not wanted after all.
/// </summary>
/// <remarks>
/// Values are not checked against what a stencil's holes can take where that cannot be seen in the machine code: on
/// x86-64 the low 32 bits of a value are written to a 32-bit field. Emit methods of a generated table have parameters of the right type.
/// </remarks>
public sealed unsafe partial class CodeWriter : IDisposable
{
    private const int MaximumHoles = PatchWord.FirstData;

    /// <summary>How many writers there were; numbers them, from 1.</summary>
    private static int writers;

    private readonly StencilImage image;
    private readonly CodeLease lease;

    /// <summary>For each variant the <see cref="CopyWord"/> of its copy.</summary>
    private readonly ulong* words;

    private readonly ulong* code;
    private readonly int variantCount;

    /// <summary>The numbers below it may take the fast paths: none with a log, so that those never look at it.</summary>
    private readonly int fastCount;

    private readonly byte* start;

    /// <summary>Where the heap's first byte would be if all of it was written to where this writer writes.</summary>
    private readonly byte* origin;

    private readonly nint address;

    /// <summary>What turns the address where a byte is written into the address where it runs.</summary>
    private readonly nint executableDelta;

    /// <summary>Pinned; null once the writer has ended.</summary>
    private ulong[]? valueArray;

    /// <summary>The holes' values, the data's address and the traps', by what a patch calls them.</summary>
    private ulong* values;

    private byte* cursor;

    /// <summary>Where code may end; null once there is nothing to write to, so that one comparison guards both.</summary>
    private byte* limit;

    /// <summary>What of a word's flags tells whether it is <see cref="CopyWord.Padded"/> and has no trap that may have no code yet.</summary>
    private uint paddedMask;

    /// <summary>Whether some trap had no code when last looked at.</summary>
    private bool missesTraps;

    private State state;

    internal CodeWriter(StencilImage image, CodeLease lease, StitchLog? log)
    {
        this.image = image;
        this.lease = lease;
        this.log = log;
        StencilTable table = image.Table;
        words = table.Copies.Words;
        code = table.Copies.Code;
        variantCount = table.VariantCount;
        fastCount = log is null ? variantCount : 0;
        start = image.Heap.Writable(lease);
        origin = start - lease.Offset;
        address = image.Heap.Executable(lease);
        executableDelta = address - (nint)start;
        cursor = start;
        limit = start + (lease.Length - CodeLease.Slack);
        firstLabel = (ulong)(uint)Interlocked.Increment(ref writers) << 32;
        valueArray = image.TakeValues();
        values = (ulong*)Unsafe.AsPointer(ref valueArray[0]);
        RefreshTraps();
        log?.Begin(this);
    }

    private enum State
    {
        Open,
        Committed,
        Disposed,
    }

    /// <summary>The image whose stencils are stitched.</summary>
    public StencilImage Image => image;

    /// <summary>How many bytes of code are emitted.</summary>
    public int Position
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(cursor - start);
    }

    /// <summary>The address where the next byte will run.</summary>
    public nint Address => (nint)cursor + executableDelta;

    /// <summary>Appends instructions that do nothing until the address is a multiple of <paramref name="alignment"/>.</summary>
    /// <param name="alignment">A power of two, at most 64.</param>
    /// <exception cref="CodeHeapExhaustedException">The writer's space is used up; nothing was written.</exception>
    public void Align(int alignment)
    {
        if (alignment is < 1 or > 64 || (alignment & (alignment - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "Code is aligned to 1, 2, 4, 8, 16, 32 or 64 bytes.");
        int gap = (int)(-Address & (alignment - 1));
        if (cursor + gap > limit)
            ThrowNoSpace(gap);
        if (gap != 0)
            log?.AddPadding(Position, gap);
        Padding.Write(cursor, gap);
        cursor += gap;
    }
}
