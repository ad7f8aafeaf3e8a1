using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class EncodingScheduleConfiguration : IEntityTypeConfiguration<EncodingSchedule>
{
    public void Configure(EntityTypeBuilder<EncodingSchedule> builder)
    {
        builder.ToTable("encoding_schedule");
        builder.HasKey(schedule => schedule.Id);
        builder.Property(schedule => schedule.Id).ValueGeneratedNever();
    }
}
