using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StencilJit.Runtime.Faults;

namespace StencilJit.Runtime.Tests.Faults;

public sealed unsafe class FaultHandlerTests
{
    private const long Size = 1 << 20;

    public FaultHandlerTests() => GuardedCode.Require();

    [Fact]
    public void Twenty_thousand_faults_go_on_at_the_landing()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(Size);
        using FaultGuard guard = code.Guard(memory);
        for (int i = 0; i < 20_000; i++)
            Assert.Equal(GuardedCode.Faulted, code.LoadFrom(memory.Address + (nint)(i * 37 % Size)));
    }

    [Fact]
    public void The_whole_reservation_is_guarded_and_what_is_committed_of_it_does_not_fault()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(Size);
        using FaultGuard guard = code.Guard(memory);
        memory.Commit(8192);
        *(byte*)(memory.Address + 8191) = 7;
        Assert.Equal(0, code.LoadFrom(memory.Address));
        Assert.Equal(7, code.LoadFrom(memory.Address + 8191));
        Assert.Equal(GuardedCode.Faulted, code.LoadFrom(memory.Address + 8192));
        Assert.Equal(GuardedCode.Faulted, code.LoadFrom(memory.Address + (nint)Size - 1));
    }

    [Fact]
    public void Several_threads_fault_at_once_each_in_its_own_memory_with_its_own_landing()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            using var code = new GuardedCode();
            using var memory = new ReservedMemory(Size);
            for (int round = 0; round < 50; round++)
            {
                using FaultGuard guard = FaultHandler.Guard(memory, code.Heap, code.Answering((thread * 1000) + round));
                for (int i = 0; i < 20; i++)
                    Assert.Equal((thread * 1000) + round, code.LoadFrom(memory.Address + i));
            }
        });
    }

    [Fact]
    public void Memory_may_grow_while_another_thread_faults_in_it()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(64 << 20);
        using FaultGuard guard = code.Guard(memory);
        using var started = new ManualResetEventSlim();
        int faults = 0;
        var reader = new Thread(() =>
        {
            int page = Environment.SystemPageSize;
            for (nint address = memory.Address; address < memory.Address + (nint)memory.Size; address += page)
            {
                for (int answer; (answer = code.LoadFrom(address)) != 0; faults++)
                {
                    Assert.Equal(GuardedCode.Faulted, answer);
                    started.Set();
                }
            }
        });
        reader.Start();
        started.Wait(TestContext.Current.CancellationToken);
        for (long length = 0; length <= memory.Size; length += 64 << 10)
            memory.Commit(length);
        reader.Join();
        Assert.True(faults > 0);
    }

    [Fact]
    public void Memory_can_be_guarded_again_with_another_landing()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(Size);
        for (int round = 0; round < 100; round++)
        {
            using FaultGuard guard = FaultHandler.Guard(memory, code.Heap, code.Answering(round));
            Assert.Equal(round, code.LoadFrom(memory.Address));
            guard.Dispose();
        }
    }

    [Fact]
    public void Hundreds_of_memories_are_told_apart()
    {
        using var code = new GuardedCode();
        var memories = new ReservedMemory[200];
        var guards = new FaultGuard[memories.Length];
        for (int i = 0; i < memories.Length; i++)
        {
            memories[i] = new ReservedMemory(Size);
            guards[i] = FaultHandler.Guard(memories[i], code.Heap, code.Answering(i));
        }

        for (int i = memories.Length - 1; i >= 0; i--)
        {
            Assert.Equal(i, code.LoadFrom(memories[i].Address));
            guards[i].Dispose();
            memories[i].Dispose();
        }
    }

    [Fact]
    public void Null_references_in_managed_code_are_still_exceptions()
    {
        using var code = new GuardedCode();
        using var memory = new ReservedMemory(Size);
        using FaultGuard guard = code.Guard(memory);
        for (int i = 0; i < 1000; i++)
        {
            Assert.Throws<NullReferenceException>(() => LengthOf(null!));
            Assert.Equal(GuardedCode.Faulted, code.LoadFrom(memory.Address));
        }
    }

    [Fact]
    public void A_landing_outside_the_heap_is_refused()
    {
        using var code = new GuardedCode();
        using var other = new GuardedCode();
        using var memory = new ReservedMemory(Size);
        Assert.Contains("no address in the code heap", Assert.Throws<ArgumentOutOfRangeException>(() => FaultHandler.Guard(memory, code.Heap, other.Landing)).Message);
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => code.Guard(memory));
    }

    [Fact]
    public void The_structures_are_those_of_the_handler()
    {
        Assert.Equal(16, sizeof(NativeGuardBlock));
        Assert.Equal(48, sizeof(NativeGuard));
        Assert.Equal(8, Marshal.OffsetOf<NativeFaultState>(nameof(NativeFaultState.Guards)));
        Assert.Equal(152, sizeof(LinuxSignalAction));
        Assert.Equal(136, Marshal.OffsetOf<LinuxSignalAction>(nameof(LinuxSignalAction.Flags)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOf(string text) => text.Length;
}
