using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class OriginalsChoiceConfiguration : IEntityTypeConfiguration<OriginalsChoice>
{
    public void Configure(EntityTypeBuilder<OriginalsChoice> builder)
    {
        builder.ToTable("originals");
        builder.HasKey(choice => choice.Id);
        builder.Property(choice => choice.Id).ValueGeneratedNever();
    }
}
