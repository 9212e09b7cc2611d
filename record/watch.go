package record

import (
	"context"

	"github.com/readout-project/readout/store"
)

// Watch tells whether the record has changed since it was last asked, by whatever
// process.
func (r *Record) Watch(ctx context.Context) (*store.Watch, error) { return r.db.Watch(ctx) }
