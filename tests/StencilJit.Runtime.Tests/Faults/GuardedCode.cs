using System.Runtime.InteropServices;
using StencilJit.Runtime.Faults;
using static StencilJit.Runtime.Patching.PatchKind;
using static StencilJit.Runtime.Tests.TestPatch;

namespace StencilJit.Runtime.Tests.Faults;

/// <summary>A heap with code for x86-64 that loads a byte from any address, and code to go on with where it faults.</summary>
internal sealed unsafe class GuardedCode : IDisposable
{
    /// <summary>What a load answers that faulted.</summary>
    public const int Faulted = 1000;

    // mov eax, imm32
    private static readonly int Constant;
    // movzx eax, byte ptr [rdi]
    private static readonly int Load;
    private static readonly int Return;
    // mov edi, imm32; movabs rax, imm64; jmp rax
    private static readonly int CallWith;
    private static readonly StencilTable Table;

    private readonly StencilImage image;
    private readonly delegate* unmanaged<nint, int> load;

    static GuardedCode()
    {
        var builder = new TableBuilder();
        Constant = builder.Add(Convert.FromHexString("B800000000"), Hole(1, Abs32, 0));
        Load = builder.Add(Convert.FromHexString("0FB607"));
        Return = builder.Add(Convert.FromHexString("C3"));
        CallWith = builder.Add(Convert.FromHexString("BF0000000048B80000000000000000FFE0"), Hole(1, Abs32, 0), Hole(7, Abs64, 1));
        Table = builder.Build([]);
    }

    public GuardedCode()
    {
        Heap = new CodeHeap(1 << 20);
        image = Heap.Install(Table);
        load = (delegate* unmanaged<nint, int>)Stitch(writer => writer.Emit(Load));
        Landing = Answering(Faulted);
    }

    public CodeHeap Heap { get; }

    public nint Landing { get; }

    /// <summary>Code that answers a number.</summary>
    public nint Answering(int value) => Stitch(writer => writer.Emit(Constant, (uint)value));

    /// <summary>Code that calls a C function with a number, whatever it is called with itself.</summary>
    public nint Calling(nint function, int value) => Stitch(writer => writer.Emit(CallWith, (uint)value, (ulong)function));

    /// <summary>Loads a byte.</summary>
    public int LoadFrom(nint address) => load(address);

    public void Dispose() => Heap.Dispose();

    /// <summary>Skips the test that runs where this code cannot, or faults are not caught.</summary>
    public static void Require()
    {
        Assert.SkipUnless(FaultHandler.IsSupported, "Faults are not caught on this system.");
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The code is for x86-64: on AArch64, programs are run instead (Arm64ProgramTests).");
    }

    private nint Stitch(Action<CodeWriter> emit)
    {
        using CodeWriter writer = image.CreateWriter(64);
        emit(writer);
        writer.Emit(Return);
        return writer.Commit().Address;
    }

    /// <summary>Guards memory with this code's landing.</summary>
    public FaultGuard Guard(ReservedMemory memory) => FaultHandler.Guard(memory, Heap, Landing);
}
