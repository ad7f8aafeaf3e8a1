using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class AccessTokenConfiguration : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.HasKey(token => token.Id);
        builder.Ignore(token => token.Token);
        builder.Property(token => token.TokenHash);
        builder.Property(token => token.TokenSealed);
        builder.HasIndex(token => token.TokenHash).IsUnique();
        builder.Property(token => token.AddressMarks);
        builder.HasOne<Video>().WithMany().HasForeignKey(token => token.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
