using StreamVault.Core.Hls;
using StreamVault.Core.Subtitles;
using TextEncoding = System.Text.Encoding;

namespace StreamVault.Tests.Subtitles;

/// <summary>Subtitle files don't state their encoding.</summary>
public sealed class SubtitleEncodingTests
{
    private const string French = """
        1
        00:00:01,000 --> 00:00:03,000
        Où étiez-vous cet été ? À la plage, près de Sète, avec les garçons.

        2
        00:00:03,500 --> 00:00:06,000
        C’était très agréable – même si l’eau était glacée !

        3
        00:00:06,500 --> 00:00:09,000
        Grand-mère a préparé des gâteaux à la crème brûlée.
        """;

    private const string Czech = """
        1
        00:00:01,000 --> 00:00:03,000
        Příliš žluťoučký kůň úpěl ďábelské ódy.

        2
        00:00:03,500 --> 00:00:06,000
        Babička upekla vánoční cukroví a my jsme zdobili stromeček.

        3
        00:00:06,500 --> 00:00:09,000
        Nejdřív ale musíme počkat, až přijede strýček Jiří z Plzně.
        """;

    private const string Polish = """
        1
        00:00:01,000 --> 00:00:03,000
        Zażółć gęślą jaźń, powiedziała babcia i wszyscy się roześmieli.

        2
        00:00:03,500 --> 00:00:06,000
        Pojechaliśmy nad jezioro, żeby łowić ryby i pływać łódką.

        3
        00:00:06,500 --> 00:00:09,000
        Wieczorem dziadek opowiadał, jak był małym chłopcem we wsi pod Łodzią.
        """;

    private const string Russian = """
        1
        00:00:01,000 --> 00:00:03,000
        Съешь же ещё этих мягких французских булок, да выпей чаю.

        2
        00:00:03,500 --> 00:00:06,000
        Мы поехали на дачу, и бабушка встретила нас у калитки.
        """;

    private const string Japanese = """
        1
        00:00:01,000 --> 00:00:03,000
        去年の夏、家族みんなで海に行きました。

        2
        00:00:03,500 --> 00:00:06,000
        おばあちゃんはスイカを切って、ビールを飲んでいました。
        """;

    private const string Chinese = """
        1
        00:00:01,000 --> 00:00:03,000
        去年夏天我们全家一起去了海边。

        2
        00:00:03,500 --> 00:00:06,000
        奶奶切了西瓜，孩子们在沙滩上玩得非常开心。
        """;

    private const string Taiwanese = """
        1
        00:00:01,000 --> 00:00:03,000
        去年夏天我們全家一起去了海邊。

        2
        00:00:03,500 --> 00:00:06,000
        奶奶切了西瓜，孩子們在沙灘上玩得非常開心。
        """;

    public static TheoryData<string, string, bool> Files =>
        new()
        {
            { "utf-8", French, false },
            { "utf-8", Japanese, true },
            { "utf-16", Czech, true },
            { "utf-16", Chinese, false },
            { "utf-16BE", Russian, true },
            { "utf-16BE", French, false },
            { "utf-32", Polish, true },
            { "windows-1252", French, false },
            { "windows-1250", Czech, false },
            { "windows-1250", Polish, false },
            { "windows-1251", Russian, false },
            { "iso-8859-2", Czech, false },
            { "iso-8859-2", Polish, false },
            { "shift_jis", Japanese, false },
            { "gb18030", Chinese, false },
            { "big5", Taiwanese, false },
        };

    [Theory]
    [MemberData(nameof(Files))]
    public void Text_of_any_encoding_is_read(string encoding, string text, bool withMark)
    {
        var bytes = Bytes(encoding, text, withMark);

        SubtitleEncoding.Decode(bytes).TrimStart('\uFEFF').Should().Be(text);
        SubtitleFile.Read(bytes)!.Cues.Should().Equal(SubtitleFile.Read(TextEncoding.UTF8.GetBytes(text))!.Cues);
    }

    [Fact]
    public void Short_Russian_text_is_decoded_as_Windows_1251() =>
        SubtitleEncoding
            .Decode(Bytes("windows-1251", "Жили-были\nдед и баба", withMark: false))
            .Should()
            .StartWith("Жили");

    [Fact]
    public void Text_that_is_too_short_to_detect_is_read_as_Western_European() =>
        SubtitleFile
            .Read(Bytes("windows-1252", "1\n00:00:01,000 --> 00:00:02,000\nCafé\n", withMark: false))!
            .Cues.Should()
            .Equal(new WebVttCue(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), "\nCafé"));

    private static byte[] Bytes(string name, string text, bool withMark)
    {
        var encoding =
            System.Text.CodePagesEncodingProvider.Instance.GetEncoding(name) ?? TextEncoding.GetEncoding(name);
        var bytes = encoding.GetBytes(text);
        return withMark ? [.. encoding.GetPreamble(), .. bytes] : bytes;
    }
}
