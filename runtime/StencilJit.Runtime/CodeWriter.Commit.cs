using StencilJit.Runtime.Patching;

namespace StencilJit.Runtime;

/// <content>The end of a writer.</content>
public sealed unsafe partial class CodeWriter
{
    /// <summary>
    /// Makes the code executable and gives back what was leased and not used. Afterwards the writer only answers where its labels are.
    /// </summary>
    /// <exception cref="InvalidOperationException">A label that code branches to is not bound; the writer stays open.</exception>
    public CodeBlock Commit()
    {
        ThrowIfNotOpen();
        if (pendingLabels != 0)
            ThrowUnbound();
        WriteLateBranches();
        byte[]? recorded = log is null ? null : FinishRecording(log);
        CodeBlock block = image.Heap.Commit(lease, Position);
        Close(State.Committed);
        if (recorded is not null)
            log?.AddBlock(image.Table, address, recorded);
        EndRecording();
        return block;
    }

    /// <summary>Ends the writer. What is not committed is given up.</summary>
    public void Dispose()
    {
        if (state == State.Open)
            image.Heap.Abandon(lease);
        Close(State.Disposed);
        EndRecording();
    }

    private void Close(State end)
    {
        state = end;
        limit = null;
        if (valueArray is null)
            return;
        values = LateValues.Address;
        image.ReturnValues(valueArray);
        valueArray = null;
    }

    private void EndRecording()
    {
        log?.End();
        log = null;
    }
}
