package stance

import "strings"

// kind is what a word says about the standing of what stands beside it.
type kind int

const (
	refuting   kind = iota // that it is not so
	negating               // grammar of denial
	hedging                // at a distance, or not sure
	reporting              // that somebody says so
	confirming             // that it holds
	asking
	opinion // the writer's own voice
	numKinds
)

var kindWords = [numKinds]string{
	refuting: `fake faked fakes false falsely hoax hoaxes hoaxer fraud fraudulent debunk debunked debunks debunking deny denied denies
denying denial untrue bogus myth refute refuted refutes refuting disprove disproved dispute disputed disputes dismiss dismissed dismisses
rubbish nonsense retract retracted retraction lie lied lies lying liar fabricated fabrication satire satirical spoof prank pranked
prankster staged photoshopped doctored misleading misinformation inaccurate incorrect wrong mistaken mistake mistakenly debunking
erroneous error correction rumor rumors rumour rumours baseless unfounded fiction fictional contrary actually turns reject rejected rejects
rejecting rebut rebutted exaggerated discredited impossible hoaxed scam conspiracy skeptical sceptical doubt doubts doubtful`,
	negating: `not no never nobody none nothing neither nor without didn't doesn't don't isn't wasn't aren't weren't won't wouldn't
can't cannot couldn't hasn't haven't hadn't ain't nope n't`,
	hedging: `reportedly allegedly alleged allege alleges supposedly supposed purported purportedly claim claims claimed claiming
apparently apparent unconfirmed unverified may might could possible possibly perhaps maybe probably likely unlikely suggest suggests suggested
appear appears appeared seem seems seemed rumored rumoured speculation speculated believed unclear unknown potentially suspected
whether if question questions questioned questionable investigating investigate investigation unsure uncertain mystery`,
	reporting: `said say says told tell tells report reports reported reporting according sources source source's spokesman spokeswoman
spokesperson statement stated added interview quoted cited citing tweeted wrote posted`,
	confirming: `confirm confirmed confirms confirming confirmation announced announces announce verified verifies verify proved proves
proof official officially revealed reveals authentic authenticated identified admitted admits true real truth indeed definitely evidence`,
	asking:  `why how what who where when really`,
	opinion: `i we you your our my me us let's here's`,
}

var kindOf = func() map[string]kind {
	m := map[string]kind{}
	for k, list := range kindWords {
		for _, w := range strings.Fields(list) {
			m[w] = kind(k)
		}
	}
	return m
}()
