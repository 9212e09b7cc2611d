// Command train trains the network of annotate/syntax and writes its model file.
//
//	go run ./annotate/syntax/train -corpora ../shared/corpora -out annotate/syntax/data/english.bin
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/conllu"
	"github.com/readout-project/readout/internal/namedata"
)

type options struct {
	corpora, out, given string
	work                string // folder of weights of finished steps; "" keeps none
	widths              sizes
	pre                 int // passes of pretraining
	teachers, lessons   int // and passes of each
	passes              int // of the network that ships
	last                int // of the same over the treebanks and some labelled text
	rate                float64
	batch               int
	seed                uint64
	drop                dropout
}

func main() {
	log.SetFlags(log.Ltime)
	var o options
	flag.StringVar(&o.corpora, "corpora", "../shared/corpora", "folder of the corpora")
	flag.StringVar(&o.given, "names", "gazetteer/gen/data/names.tsv", "table of given names and surnames")
	flag.StringVar(&o.out, "out", "annotate/syntax/data/english.bin", "model file to write")
	flag.StringVar(&o.work, "work", "", "folder to keep the weights of each step in, and to go on from")
	flag.IntVar(&o.pre, "pre", 3, "passes over plain text")
	flag.IntVar(&o.teachers, "teachers", 2, "networks that label plain text")
	flag.IntVar(&o.lessons, "lessons", 12, "passes of each teacher over the treebanks")
	flag.IntVar(&o.passes, "passes", 5, "passes over the treebanks and the labelled text")
	flag.IntVar(&o.last, "last", 4, "passes at last over the treebanks and some labelled text")
	flag.Float64Var(&o.rate, "rate", 0.002, "learning rate")
	flag.IntVar(&o.batch, "batch", 800, "words a batch")
	flag.Uint64Var(&o.seed, "seed", 1, "seed")
	hidden := flag.Int("hidden", 192, "units of a direction")
	flag.Parse()
	o.widths = sizes{Word: 96, Affix: 64, Shape: 32, Hidden: *hidden, Arc: 128, Rel: 96, Mention: 96}
	o.drop = dropout{Input: 0.2, Between: 0.33, Head: 0.33, Word: 0.25, Lexicon: 0.15}
	if err := train(&o); err != nil {
		log.Fatal(err)
	}
}

func train(o *options) error {
	c, err := load(o)
	if err != nil {
		return err
	}
	lines, err := o.header()
	if err != nil {
		return err
	}
	n, err := o.learn(c)
	if err != nil {
		return err
	}
	file, err := c.build(n, lines)
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, file, 0o644)
}

// build makes the model file; what the model reaches as it will be shipped goes
// into its header.
func (c *corpus) build(n *net, lines []string) ([]byte, error) {
	p := n.params(c.vocab.hashes, c.tags.list())
	file, err := syntax.Build(p, lines)
	if err != nil {
		return nil, err
	}
	m, err := syntax.Load(file)
	if err != nil {
		return nil, err
	}
	for _, d := range c.devs {
		lines = append(lines, fmt.Sprintf("score: %s %s", d.name, measureModel(m, d.sents)))
		log.Print(lines[len(lines)-1])
	}
	return syntax.Build(p, lines)
}

// corpus is all that the network learns from and is measured on.
type corpus struct {
	gold, plain []*sentence
	typed       []*sentence // of which only the types of some mentions are known
	sure        []*sentence // those of plain with mentions from the lexicon
	names       *replacer
	devs        []dev
	tags        *tagset
	vocab       *vocabulary
}

func load(o *options) (*corpus, error) {
	ud := filepath.Join(o.corpora, "ud")
	skip, err := conllu.NonCommercial(filepath.Join(ud, "gum-licences.tsv"))
	if err != nil {
		return nil, err
	}
	c := &corpus{tags: &tagset{}}
	for _, f := range []string{"ewt-train.conllu.gz", "gum-train.conllu.gz"} {
		s, err := read(filepath.Join(ud, f), skip, c.tags, f[0] == 'g')
		if err != nil {
			return nil, err
		}
		c.gold = append(c.gold, s...)
	}
	c.tags.fixed = true
	for _, f := range []string{"ewt", "gum"} {
		s, err := read(filepath.Join(ud, f+"-dev.conllu.gz"), nil, c.tags, f == "gum")
		if err != nil {
			return nil, err
		}
		c.devs = append(c.devs, dev{f + " dev", s})
	}
	c.devs = append(c.devs, dev{"gum news", news(c.devs[1].sents)})
	seen := map[string]bool{}
	for _, f := range unlabelled {
		s, err := texts(filepath.Join(o.corpora, f), seen)
		if err != nil {
			return nil, err
		}
		c.plain = append(c.plain, s...)
	}
	lists, err := namedata.LoadLists(filepath.Join(o.corpora, ".."), o.given)
	if err != nil {
		return nil, err
	}
	if c.typed, err = typed(filepath.Join(o.corpora, "events", "ecbplus_train.jsonl.gz")); err != nil {
		return nil, err
	}
	c.prepare(newReplacer(lists))
	return c, nil
}

// prepare makes the vocabulary and gives all words their rows.
func (c *corpus) prepare(names *replacer) {
	c.names = names
	for _, s := range c.gold {
		s.runs = names.names(s)
	}
	for _, s := range c.plain {
		if s.sure {
			c.sure = append(c.sure, s)
		}
	}
	c.vocab = newVocabulary(c.gold, c.plain)
	c.vocab.number(c.gold)
	c.vocab.number(c.plain)
	c.vocab.number(c.typed)
	for _, d := range c.devs {
		c.vocab.number(d.sents)
	}
	log.Printf("%d words in %d sentences of treebanks, %d in %d of text, %d in %d with types of mentions, %d sentences with sure ones; vocabulary %d; %d tags",
		countWords(c.gold), len(c.gold), countWords(c.plain), len(c.plain), countWords(c.typed), len(c.typed), len(c.sure), len(c.vocab.count), len(c.tags.pairs))
}

// sureSentences is how many sentences whose mentions the lexicon is sure of are
// drawn for each pass.
const sureSentences = 2000

// lesson is what one pass learns from: the treebanks, some names replaced, the
// typed mentions of ECB+ and some of those that the lexicon is sure of.
func (c *corpus) lesson(_ int, r *rand.Rand) []*sentence {
	out := make([]*sentence, 0, len(c.gold)+len(c.typed)+sureSentences)
	for _, s := range c.gold {
		out = append(out, c.names.replace(s, c.vocab, r))
	}
	out = append(out, c.typed...)
	for range min(sureSentences, len(c.sure)) {
		out = append(out, c.sure[r.IntN(len(c.sure))])
	}
	return out
}

// learn goes through the steps: plain text, teachers, labels, the network that
// ships.
func (o *options) learn(c *corpus) (*net, error) {
	base := o.fresh(c, 0)
	if o.pre > 0 {
		if err := o.step(c, "plain", base, base.all[:base.lower], func() { pretrain(o, c, base) }); err != nil {
			return nil, err
		}
	}
	var teachers []*net
	for i := range o.teachers {
		t := o.fresh(c, uint64(i)+1)
		t.inherit(base)
		name := fmt.Sprintf("teacher%d", i+1)
		if err := o.step(c, name, t, t.all, func() { o.job(c, name, t, o.lessons, uint64(i)+1, c.lesson).fit() }); err != nil {
			return nil, err
		}
		teachers = append(teachers, t)
	}
	n := o.fresh(c, 0)
	n.inherit(base)
	data := c.lesson
	if len(teachers) > 0 {
		label(teachers, c.plain)
		c.sure = nil // they are among the plain ones, which now have all answers
		data = func(pass int, r *rand.Rand) []*sentence { return append(c.lesson(pass, r), c.plain...) }
	}
	if err := o.step(c, "student", n, n.all, func() { o.job(c, "student", n, o.passes, 0, data).fit() }); err != nil {
		return nil, err
	}
	// At last the treebanks weigh more and the rate is low: the labels of the teachers
	// have their errors.
	few := func(pass int, r *rand.Rand) []*sentence {
		out := c.lesson(pass, r)
		for range min(lastPlain, len(c.plain)) {
			out = append(out, c.plain[r.IntN(len(c.plain))])
		}
		return out
	}
	if err := o.step(c, "last", n, n.all, func() {
		j := o.job(c, "last", n, o.last, 1, few)
		j.rate *= 0.25
		j.fit()
	}); err != nil {
		return nil, err
	}
	return n, nil
}

// lastPlain is how many labelled sentences stand beside the treebanks at last.
const lastPlain = 9000

// fresh is a network of weights drawn by the seed and a number.
func (o *options) fresh(c *corpus, number uint64) *net {
	n := newNet(o.widths, len(c.vocab.count), len(c.tags.pairs), rand.New(rand.NewPCG(o.seed, number)))
	n.count, n.drop = c.vocab.count, o.drop
	return n
}

// inherit takes the embeddings and recurrent layers of another network.
func (n *net) inherit(from *net) {
	for i, t := range n.all[:n.lower] {
		copy(t.w, from.all[i].w)
	}
}

func (o *options) job(c *corpus, name string, n *net, passes int, number uint64, data func(int, *rand.Rand) []*sentence) *job {
	return &job{
		name: name, net: n, data: data, passes: passes, rate: o.rate, size: o.batch,
		seed: o.seed + 1000*number, average: true, report: reporter(c.devs, c.tags.list()),
	}
}

// step runs one step of the training, or reads its weights where they are kept.
func (o *options) step(c *corpus, name string, n *net, tensors []*tensor, run func()) error {
	if o.work == "" {
		run()
		return nil
	}
	path := filepath.Join(o.work, name+".weights")
	if err := n.read(path, c.vocab, tensors); err == nil {
		log.Printf("%s: weights read from %s", name, path)
		return nil
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	run()
	return n.write(path, c.vocab, tensors)
}

// pretrain fills the lower part of n from plain text.
func pretrain(o *options, c *corpus, n *net) {
	all := append(append([]*sentence(nil), c.plain...), c.gold...)
	counts := make([]int, len(c.vocab.count))
	for _, s := range all {
		for _, w := range s.word {
			counts[w]++
		}
	}
	drop := n.drop
	n.drop = dropout{Input: 0.1, Between: 0.1, Head: 0.1, Word: 0.1, Lexicon: 0.1}
	m := newMasked(n, c.vocab, counts, rand.New(rand.NewPCG(o.seed, 9)))
	(&job{
		name: "plain text", net: n, masked: m, data: func(int, *rand.Rand) []*sentence { return all }, passes: o.pre,
		rate: o.rate, size: 2 * o.batch, seed: o.seed,
	}).fit()
	n.drop = drop
}
