using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Core.Search;

namespace StreamVault.Tests.Search;

public sealed class SearchTests
{
    private static readonly string[] Everything = ["Beach", "Garden"];

    [Theory]
    [InlineData("strasse")]
    [InlineData("STRASSE")]
    [InlineData("Straße")]
    [InlineData("łodz")]
    [InlineData("Lødz")]
    [InlineData("omas 80")]
    [InlineData("oma’s")]
    [InlineData("cafe")]
    [InlineData("cafe\u0301")]
    [InlineData("旅行")]
    [InlineData("京都")]
    [InlineData("istanbul")]
    [InlineData("80 straße oma")]
    [InlineData("stra")]
    [InlineData("\"in der Straße\"")]
    public async Task Finds_words_in_any_spelling_and_order(string search)
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Oma's 80. in der Straße, Łódź, Café, 京都旅行, İstanbul");
        await vault.AddAsync("Something else");

        (await vault.FindAsync(search)).Should().ContainSingle().Which.Should().StartWith("Oma's");
    }

    [Fact]
    public async Task Searches_every_field()
    {
        await using var vault = new SearchVault();
        var video = new Video
        {
            Id = VideoId.New(DateTimeOffset.UnixEpoch),
            Title = "Beach",
            Description = "Dancing at the lake",
            OriginalFilename = "tape_07.avi",
            Camera = "Sony TRV900",
            Town = "Zürich",
            Country = "Switzerland",
            ApproximateDate = EdtfDate.Parse("1998-12", null),
            Chapters = [new Chapter(Guid.CreateVersion7(), 65, "The fireworks")],
        };
        var id = await vault.AddAsync("", video: video);
        await vault.TagAsync(id, "Weihnachten");
        await vault.TagAsync(id, "Anna Müller", TagKind.Person);
        var outer = await vault.AlbumAsync("Old tapes");
        await vault.AlbumAsync("Ski 98", outer, id);
        await vault.SubtitleAsync(id, (3, "Hello <everyone>"), (75, "Look at the castle!"));
        await vault.AddAsync("Garden");

        foreach (
            var search in new[]
            {
                "beach",
                "dancing",
                "tape 07",
                "trv900",
                "zurich",
                "switzerland",
                "1998",
                "december",
                "fireworks",
                "weihnachten",
                "muller",
                "old tapes",
                "ski",
                "castle",
                "beach castle",
                "dancing fireworks 1998",
                "anna ski zur",
                "tag:weihnachten",
                "person:anna",
                "person:\"Anna Müller\"",
                "album:\"old tapes\"",
                "album:ski",
                "camera:sony",
                "place:zürich",
                "year:1998",
                "year:199X",
                "before:1999",
                "after:1997",
                "has:subtitles",
                "has:chapters",
                "-garden",
                "beach -garden",
                "-is:favourite beach",
            }
        )
        {
            (await vault.FindAsync(search)).Should().Equal(["Beach"], "it is found by {0}", search);
        }

        foreach (
            var search in new[]
            {
                "beach -castle",
                "beach -tag:weihnachten",
                "\"castle beach\"",
                "tag:anna",
                "year:1999",
                "before:1998",
                "after:1998",
                "camera:zurich",
                "is:favourite",
                "longer:1m",
                "tag:nothing",
                "place:garden",
            }
        )
        {
            (await vault.FindAsync(search)).Should().BeEmpty("it isn't found by {0}", search);
        }
    }

    [Fact]
    public async Task Follows_every_change()
    {
        await using var vault = new SearchVault();
        var id = await vault.AddAsync("Beach");
        var tag = await vault.TagAsync(id, "Weihnachten");
        var outer = await vault.AlbumAsync("Outer");
        var inner = await vault.AlbumAsync("Inner", outer, id);

        await vault.ChangeAsync(id, video => video.Title = "Mountain");
        await using (var database = vault.Open())
        {
            (await database.Tags.FindAsync(tag))!.Name = "Christmas";
            (await database.Albums.FindAsync(outer))!.Title = "Surroundings";
            await database.SaveChangesAsync(SearchVault.Ct);
        }

        (await vault.FindAsync("beach")).Should().BeEmpty();
        (await vault.FindAsync("weihnachten")).Should().BeEmpty();
        (await vault.FindAsync("outer")).Should().BeEmpty();
        (await vault.FindAsync("mountain christmas surroundings inner")).Should().Equal("Mountain");

        await using (var database = vault.Open())
        {
            database.Tags.Remove((await database.Tags.FindAsync(tag))!);
            (await database.Albums.FindAsync(inner))!.ParentId = null;
            await database.SaveChangesAsync(SearchVault.Ct);
        }

        (await vault.FindAsync("christmas")).Should().BeEmpty();
        (await vault.FindAsync("surroundings")).Should().BeEmpty();
        (await vault.FindAsync("inner")).Should().Equal("Mountain");
    }

    [Fact]
    public async Task Rolls_back_with_the_change()
    {
        await using var vault = new SearchVault();
        var id = await vault.AddAsync("Beach");

        await using (var database = vault.Open())
        {
            await using var transaction = await database.Database.BeginTransactionAsync(SearchVault.Ct);
            (await database.Videos.FindAsync(id))!.Title = "Mountain";
            await database.SaveChangesAsync(SearchVault.Ct);
        }

        (await vault.FindAsync("mountain")).Should().BeEmpty();
        (await vault.FindAsync("beach")).Should().Equal("Beach");
    }

    [Fact]
    public async Task Deleted_videos_leave_nothing_in_the_index()
    {
        await using var vault = new SearchVault();
        var id = await vault.AddAsync("Xylophone");
        await vault.SubtitleAsync(id, (1, "Zeppelin"));

        await vault.Library.DeleteAsync(id, SearchVault.Ct);
        await vault.AddAsync("Beach");

        (await vault.SearchAsync("xylophon")).Explanation.Correction.Should().BeNull();
        (await vault.FindAsync("xylophone")).Should().BeEmpty();
        (await vault.FindAsync("zeppelin")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("weinachten", "weihnachten")]
    [InlineData("Wiehnachten 1998", "weihnachten 1998")]
    [InlineData("eihnachten", "weihnachten")]
    [InlineData("gartn", "garten")]
    [InlineData("oma weihnahcten", "oma weihnachten")]
    public async Task Corrects_misspelt_words_and_says_so(string search, string instead)
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Weihnachten 1998 mit Oma");
        await vault.AddAsync("Garten");

        var page = await vault.SearchAsync(search);

        page.Items.Should().ContainSingle();
        page.Explanation.Correction.Should().BeOneOf(instead, null);
        if (search != "eihnachten")
        {
            page.Explanation.Correction.Should().Be(instead);
        }
    }

    [Fact]
    public async Task Words_that_occur_are_not_corrected()
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Garten");
        await vault.AddAsync("Garden");

        var page = await vault.SearchAsync("garden");

        page.Explanation.Correction.Should().BeNull();
        page.Items.Should().ContainSingle();
    }

    [Fact]
    public async Task Finds_a_part_of_a_long_word()
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Geburtstagsfeier");

        (await vault.FindAsync("feier")).Should().Equal("Geburtstagsfeier");
        (await vault.FindAsync("tagsf")).Should().Equal("Geburtstagsfeier");
    }

    [Fact]
    public async Task Private_and_trashed_videos_are_neither_found_nor_suggested()
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Secret xylophone", video => video.IsPrivate = true);
        await vault.AddAsync("Thrown zeppelin", video => video.TrashedAt = DateTimeOffset.UnixEpoch);
        await vault.AddAsync("Beach");

        foreach (var search in new[] { "xylophone", "xylophane", "zeppelin", "zepelin", "is:private" })
        {
            var page = await vault.SearchAsync(search);
            (page.Total, page.Explanation.Correction).Should().Be((0, null), search);
        }

        (await vault.FindAsync("xylophane", withPrivate: true)).Should().Equal("Secret xylophone");
        (await vault.FindAsync("is:private", withPrivate: true)).Should().Equal("Secret xylophone");
    }

    [Fact]
    public async Task The_best_match_comes_first()
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Trip", video => video.Description = "We went to the beach");
        var tagged = await vault.AddAsync("Holiday");
        await vault.TagAsync(tagged, "beach");
        await vault.AddAsync("Beach");
        await vault.AddAsync("Beachcomber");
        var spoken = await vault.AddAsync("Interview");
        await vault.SubtitleAsync(spoken, (5, "the beach"));

        var found = await vault.FindAsync("beach", VideoSort.Relevance);

        found.Should().HaveCount(5);
        found[0].Should().Be("Beach");
        found[^1].Should().Be("Interview");
        found.Should().ContainInOrder("Holiday", "Trip");
    }

    [Fact]
    public async Task Says_where_it_matched_and_at_which_moment()
    {
        await using var vault = new SearchVault();
        var id = await vault.AddAsync("Tape 7", video => video.Description = "Peter's wedding");
        await vault.TagAsync(id, "Hochzeit");
        await vault.SubtitleAsync(id, (3, "Good morning"), (75, "Here comes the bride"), (80, "The bride and Peter"));

        (await vault.SearchAsync("bride"))
            .Explanation.Matches[id]
            .Should()
            .Equal(
                new SearchMatch(MatchField.Subtitle, "Here comes the bride", 75),
                new SearchMatch(MatchField.Subtitle, "The bride and Peter", 80)
            );
        (await vault.SearchAsync("hochz"))
            .Explanation.Matches[id]
            .Should()
            .Equal(new SearchMatch(MatchField.Tag, "Hochzeit", null));
        (await vault.SearchAsync("wedding"))
            .Explanation.Matches[id]
            .Should()
            .Equal(new SearchMatch(MatchField.Description, "Peter's wedding", null));
        (await vault.SearchAsync("tape")).Explanation.Matches.Should().BeEmpty();
    }

    [Theory]
    [InlineData("year:1990", "1990")]
    [InlineData("year:199X", "1990;1990s;March 1995")]
    [InlineData("year:1995", "March 1995")]
    [InlineData("year:1995-03", "March 1995")]
    [InlineData("year:1995-04", "")]
    [InlineData("before:1995", "1990;1990s")]
    [InlineData("has:date", "1990;1990s;March 1995")]
    [InlineData("-has:date", "Undated")]
    public async Task A_date_must_be_known_well_enough(string search, string found)
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("1990", video => video.ApproximateDate = EdtfDate.Parse("1990", null));
        await vault.AddAsync("1990s", video => video.ApproximateDate = EdtfDate.Parse("199X", null));
        await vault.AddAsync("March 1995", video => video.ApproximateDate = EdtfDate.Parse("1995-03", null));
        await vault.AddAsync("Undated");

        (await vault.FindAsync(search)).Should().Equal(found.Split(';', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("%", "100% fun_ny")]
    [InlineData("& beach", "Beach")]
    public async Task Symbols_count_only_without_words(string search, string found)
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("100% fun_ny");
        await vault.AddAsync("Beach");

        (await vault.FindAsync(search)).Should().Equal(found);
    }

    [Theory]
    [InlineData("\"unfinished")]
    [InlineData("* AND (")]
    [InlineData("title : x")]
    [InlineData("'; DROP TABLE videos; --")]
    [InlineData("tag:\"")]
    public async Task No_search_fails(string search)
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Beach");

        (await vault.SearchAsync(search, VideoSort.Relevance)).Total.Should().BeInRange(0, 1);
    }

    [Fact]
    public async Task An_empty_search_lists_all_videos()
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Beach");
        await vault.AddAsync("Garden");

        (await vault.FindAsync("")).Should().Equal(Everything);
        (await vault.FindAsync("tag:")).Should().Equal(Everything);
    }

    [Fact]
    public async Task A_key_without_a_value_does_not_filter()
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Beach");
        await vault.AddAsync("Garden");

        foreach (var search in (string[])["beach tag:", "year: beach", "beach -person:", "beach tag:\"", "beach tag:-"])
        {
            (await vault.FindAsync(search)).Should().Equal(["Beach"], search);
        }
    }

    [Fact]
    public async Task The_number_of_statements_does_not_depend_on_the_number_of_videos()
    {
        await using var vault = new SearchVault();
        foreach (var number in Enumerable.Range(1, 30))
        {
            var id = await vault.AddAsync($"Beach {number}");
            await vault.TagAsync(id, "sea");
            await vault.SubtitleAsync(id, (number, "at the beach"));
        }

        // One counts, one sorts, one reads the rows of the page.
        await ExpectAsync(vault, "", 3);
        // One looks the words up, three find where they matched.
        await ExpectAsync(vault, "beach", 7);
        await ExpectAsync(vault, "beach 1 -garden", 7);
        // One looks the tag up.
        await ExpectAsync(vault, "tag:sea", 4);
        await ExpectAsync(vault, "tag:sea is:favourite year:1998", 4);

        static async Task ExpectAsync(SearchVault vault, string search, int statements)
        {
            vault.Statements.Reset();
            await vault.SearchAsync(search, VideoSort.Relevance);
            vault.Statements.Seen.Should().HaveCount(statements, search);
        }
    }
}
