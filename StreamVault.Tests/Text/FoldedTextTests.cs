using StreamVault.Core.Text;

namespace StreamVault.Tests.Text;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Straße", "strasse")]
    [InlineData("Łódź", "lodz")]
    [InlineData("SMØRREBRØD", "smorrebrod")]
    [InlineData("Émile Zola", "emile zola")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ırmak", "irmak")]
    [InlineData("Oma’s 80. Geburtstag", "omas 80 geburtstag")]
    [InlineData("Oma's", "omas")]
    [InlineData("京都旅行", "京 都 旅 行")]
    [InlineData("がんばる", "が ん ば る")]
    [InlineData("제주도 2019", "제 주 도 2019")]
    [InlineData("  -- Beach_(2019).mp4 ", "beach 2019 mp4")]
    [InlineData("Москва", "moskva")]
    [InlineData("", "")]
    public void Folds_case_accents_and_scripts(string text, string folded) => FoldedText.Of(text).Should().Be(folded);

    [Theory]
    [InlineData("E\u0301mile", "Émile")]
    [InlineData("\u110C\u1166\u110C\u116E\u1103\u1169", "제주도")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("か\u3099は\u309A", "がぱ")]
    public void Composed_and_decomposed_text_are_the_same(string decomposed, string composed) =>
        FoldedText.Of(decomposed).Should().Be(FoldedText.Of(composed));
}
