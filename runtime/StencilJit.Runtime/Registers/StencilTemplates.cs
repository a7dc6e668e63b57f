using System.Text;

namespace StencilJit.Runtime.Registers;

/// <summary>The stencils as they stand in a generated table, for register number 0 everywhere; see <see cref="StencilTable"/>.</summary>
internal sealed unsafe class StencilTemplates(
    ulong* code, ulong* stencils, int count, ulong* registers, byte* names, int namesLength, byte[] integers, byte[] floats)
{
    /// <summary>How many bits of a number choose each register.</summary>
    public const int BitsPerRegister = 3;

    private const int RegisterMask = (1 << BitsPerRegister) - 1;

    /// <summary>Patches and code of every stencil.</summary>
    public ulong* Code => code;

    /// <summary>The stencil that a number is of: the last one whose first number is not greater.</summary>
    public int Find(int number)
    {
        // Without branches: which way it goes is never foreseen.
        int first = 0;
        for (int rest = count; rest > 1;)
        {
            int half = rest / 2;
            first += half & ((FirstNumber(first + half) - number - 1) >> 31);
            rest -= half;
        }

        return first;
    }

    /// <summary>Where a stencil's code and patches are.</summary>
    public ulong Word(int stencil) => stencils[2 * stencil];

    /// <summary>The stencil's number with the first register everywhere.</summary>
    public int FirstNumber(int stencil) => (int)stencils[(2 * stencil) + 1];

    /// <summary>Puts the registers that a number chooses into a copy of the stencil's code.</summary>
    /// <exception cref="ArgumentException">There is no such register, or the result's is another operand's, too.</exception>
    public void ChooseRegisters(int stencil, int number, byte* copy)
    {
        ulong info = stencils[(2 * stencil) + 1];
        ulong* at = registers + ((info >> 32) & 0xFF_FFFF);
        int registerCount = (int)(info >> 56);
        int combination = number - (int)info;
        uint read = 0;
        uint written = 0;
        uint shared = 0;
        for (int i = 0; i < registerCount; i++)
        {
            var word = new RegisterWord(*at++);
            int index = (combination >> (BitsPerRegister * i)) & RegisterMask;
            byte[] pool = word.IsFloat ? floats : integers;
            if (index >= pool.Length)
                throw Refuse(stencil, number, registerCount, $"there are {pool.Length} registers of that class");
            WriteNumber(copy, pool[index], (uint*)at, word.BitCount);
            at += (word.BitCount + 1) / 2;

            uint register = 1u << (index + (word.IsFloat ? 1 << BitsPerRegister : 0));
            shared |= register & (word.IsWritten ? read | written : written);
            if (word.IsWritten)
                written |= register;
            else
                read |= register;
        }

        if (shared != 0)
            throw Refuse(stencil, number, registerCount, "the result's register must not be that of another operand");
    }

    /// <summary>Puts a register's number into code for register number 0.</summary>
    private static void WriteNumber(byte* copy, uint number, uint* places, int count)
    {
        for (int i = 0; number != 0 && i < count; i++)
        {
            uint place = places[i];
            copy[place >> 8] ^= (byte)(((number >> (int)(place & 31)) & 1) << (int)((place >> 5) & 7));
        }
    }

    private ArgumentException Refuse(int stencil, int number, int registerCount, string why)
    {
        int combination = number - FirstNumber(stencil);
        var chosen = Enumerable.Range(0, registerCount).Select(i => (combination >> (BitsPerRegister * i)) & RegisterMask);
        return new ArgumentException(
            $"The stencil '{Name(stencil)}' (number {FirstNumber(stencil)}) cannot have the registers {string.Join(", ", chosen)}: {why}.");
    }

    private string Name(int stencil)
    {
        var rest = new ReadOnlySpan<byte>(names, namesLength);
        for (int i = 0; i < stencil; i++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        int end = rest.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).TrimEnd('\r');
    }
}
