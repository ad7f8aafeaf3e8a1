using StreamVault.Core.Text;

namespace StreamVault.Tests.Text;

public sealed class NaturalOrderTests
{
    [Fact]
    public void Numbers_sort_by_value_and_letters_with_accents_beside_their_base()
    {
        string[] sorted =
        [
            "007 Bond",
            "8 mm",
            "Ägypten 1",
            "Afrika",
            "Tape 2",
            "Tape 02b",
            "tape 10",
            "Tape 10a",
            "Zoo",
        ];

        var result = sorted.Reverse().OrderBy(NaturalOrder.Key, StringComparer.Ordinal);

        result
            .Should()
            .Equal("007 Bond", "8 mm", "Afrika", "Ägypten 1", "Tape 2", "Tape 02b", "tape 10", "Tape 10a", "Zoo");
    }

    [Fact]
    public void Very_long_numbers_have_a_key()
    {
        var key = NaturalOrder.Key(new string('9', 200));

        key.Should().HaveLength(201);
    }
}
